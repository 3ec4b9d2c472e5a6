#if !NET
using System.Reflection;
using System.Runtime.InteropServices;

namespace NanoBanana.PowerShell.Loading;

/// <summary>
/// Windows PowerShell has one load context for all modules. A module that asks for an assembly that is missing, or not in that
/// version, gets this module's if it has one that is at least as new. A native library is loaded by its full path before the
/// assembly that imports it: Windows then finds it by its name.
/// </summary>
internal static class Dependencies
{
    private static readonly Dictionary<string, string> NativeOf = new(StringComparer.OrdinalIgnoreCase)
    {
        ["SkiaSharp"] = "libSkiaSharp",
        ["SQLitePCLRaw.provider.e_sqlite3"] = "e_sqlite3",
    };

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

        if (NativeOf.TryGetValue(name.Name, out var library) && RuntimeInformation.IsOSPlatform(OSPlatform.Windows) && NativeFolder.Find(library) is { } native)
        {
            LoadLibrary(native);
        }

        return Assembly.LoadFrom(file);
    }

    [DllImport("kernel32", CharSet = CharSet.Unicode, EntryPoint = "LoadLibraryW", ExactSpelling = true, SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern IntPtr LoadLibrary(string path);
}
#endif
