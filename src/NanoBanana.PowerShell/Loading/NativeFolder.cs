using System.Runtime.InteropServices;

namespace NanoBanana.PowerShell.Loading;

/// <summary>The native libraries of the module: one folder per system, which both editions share.</summary>
internal static class NativeFolder
{
    private static readonly string Location =
#if NET
        Path.Combine(DependencyFolder.Location, "runtimes");
#else
        Path.Combine(DependencyFolder.Location, "..", "Core", "Dependencies", "runtimes");
#endif

    /// <summary>The file of a library for this system; null if the module has none.</summary>
    /// <param name="name">The library as its caller names it, with or without "lib" and an ending.</param>
    public static string? Find(string name) => Systems()
        .SelectMany(system => Files(name).Select(file => Path.Combine(Location, system, file)))
        .FirstOrDefault(File.Exists);

    // from the closest to the most general; Apple's libraries may hold both processors in one file
    private static IEnumerable<string> Systems()
    {
        var processor = RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant();
#if NET
        return OperatingSystem.IsMacOS() ? ["osx-" + processor, "osx"]
            : OperatingSystem.IsWindows() ? ["win-" + processor]
            : IsMusl() ? ["linux-musl-" + processor]
            : ["linux-" + processor];
#else
        return ["win-" + processor];
#endif
    }

    private static IEnumerable<string> Files(string name) =>
        from start in new[] { string.Empty, "lib" }
        from ending in new[] { string.Empty, ".dll", ".so", ".dylib" }
        select start + name + ending;

#if NET
    private static bool IsMusl() =>
        RuntimeInformation.RuntimeIdentifier.Contains("musl", StringComparison.Ordinal) || RuntimeInformation.RuntimeIdentifier.StartsWith("alpine", StringComparison.Ordinal);
#endif
}
