using System.Reflection;

namespace NanoBanana.PowerShell.Loader;

/// <summary>The folder beside the cmdlets that holds what they depend on.</summary>
internal static class DependencyFolder
{
    /// <summary>The folder itself.</summary>
    public static string Location { get; } =
        Path.Combine(Path.GetDirectoryName(typeof(DependencyFolder).Assembly.Location)!, "Dependencies");

    /// <summary>The file of an assembly; null where the folder has none of that name.</summary>
    public static string? Find(AssemblyName name)
    {
        var file = Path.Combine(Location, name.Name + ".dll");
        return File.Exists(file) ? file : null;
    }
}
