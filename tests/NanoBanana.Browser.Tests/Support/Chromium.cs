using System.ComponentModel;
using System.Diagnostics;

namespace NanoBanana.Browser.Tests.Support;

/// <summary>The browser of this machine, driven by a script under Node.js.</summary>
internal static class Chromium
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "msedge"];

    private static readonly string Folder = FindFolder();

    /// <summary>Why no browser test can run here, or null.</summary>
    public static string? Missing { get; } =
        Find("node") is null ? "There is no Node.js on this machine."
        : Executable is null ? "There is no Chromium on this machine; NANOBANANA_CHROMIUM may name one."
        : !Directory.Exists(Path.Combine(Folder, "node_modules")) ? "The packages of the browser tests are not installed: run 'npm ci' in tests/NanoBanana.Browser.Tests."
        : null;

    public static string Photos => Path.GetFullPath(Path.Combine(Folder, "..", "..", "samples", "photos"));

    public static IEnumerable<string> Scenarios =>
        Directory.EnumerateFiles(Path.Combine(Folder, "scenarios"), "*.mjs").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal);

    private static string? Executable => Environment.GetEnvironmentVariable("NANOBANANA_CHROMIUM") ?? Names.Select(Find).FirstOrDefault(path => path is not null);

    /// <summary>Runs a scenario on a report, and gives what it printed.</summary>
    public static async Task<(int ExitCode, string Output)> RunAsync(string scenario, string report)
    {
        var start = new ProcessStartInfo("node", ["run.mjs", scenario, report]) { WorkingDirectory = Folder, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["NANOBANANA_CHROMIUM"] = Executable;
        using var process = Process.Start(start) ?? throw new Win32Exception("node did not start.");
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await errors);
    }

    private static string? Find(string program) => (Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .SelectMany(folder => new[] { Path.Combine(folder, program), Path.Combine(folder, program + ".exe") })
        .FirstOrDefault(File.Exists);

    private static string FindFolder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "run.mjs")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new DirectoryNotFoundException("The tests run inside the repository.");
    }
}
