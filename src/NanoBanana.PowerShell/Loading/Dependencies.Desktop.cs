#if !NET
using System.Reflection;

namespace NanoBanana.PowerShell.Loading;

/// <summary>
/// Windows PowerShell has one load context for all modules. Whoever asks for an assembly that is not there, or not in that
/// version, gets this module's where it has one that is at least as new.
/// </summary>
internal static class Dependencies
{
    public static void Attach()
    {
        AppDomain.CurrentDomain.AssemblyResolve -= Resolve;
        AppDomain.CurrentDomain.AssemblyResolve += Resolve;
    }

    private static Assembly? Resolve(object? sender, ResolveEventArgs asked)
    {
        var name = new AssemblyName(asked.Name);
        if (DependencyFolder.Find(name) is not { } file || AssemblyName.GetAssemblyName(file).Version < name.Version)
        {
            return null;
        }

        return Assembly.LoadFrom(file);
    }
}
#endif
