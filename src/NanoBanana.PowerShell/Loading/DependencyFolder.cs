using System.Reflection;

namespace NanoBanana.PowerShell.Loading;

/// <summary>
/// The folder that holds what the cmdlets depend on. PowerShell 7 looks next to the cmdlets by itself, and would bring what it finds
/// there into its own context: so there it is another folder.
/// </summary>
internal static class DependencyFolder
{
    /// <summary>The folder itself.</summary>
    public static string Location { get; } =
#if NET
        Path.Combine(Path.GetDirectoryName(typeof(DependencyFolder).Assembly.Location)!, "Dependencies");
#else
        Path.GetDirectoryName(typeof(DependencyFolder).Assembly.Location)!;
#endif

    /// <summary>The file of an assembly; null if the folder has none of that name.</summary>
    public static string? Find(AssemblyName name)
    {
        var file = Path.Combine(Location, name.Name + ".dll");
        return File.Exists(file) ? file : null;
    }
}
