using System.Diagnostics;

namespace NanoBanana.Mutation;

/// <summary>A copy of the repository that may be damaged; the work tree itself is never touched.</summary>
internal sealed class Scratch : IDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);
    private static readonly string[] Quickly = ["-c", "Release", "-v", "q", "-nologo", "-p:RunAnalyzers=false", "-p:TreatWarningsAsErrors=false", "-p:EnforceCodeStyleInBuild=false"];
    private static readonly string[] Left = [".git", "bin", "obj", "out", "node_modules", "TestResults"];

    public Scratch(string repository)
    {
        Root = Directory.CreateTempSubdirectory("nanobanana-mutation-").FullName;
        Copy(new DirectoryInfo(repository), Root);
    }

    public string Root { get; }

    /// <summary>Builds a test project; what it says if it fails, else null.</summary>
    public Task<string?> BuildAsync(TestRun tests) => RunAsync(["build", "tests/" + tests.Project, .. Quickly]);

    /// <summary>Builds the core alone, and gives it to the test projects that were built before.</summary>
    public async Task<string?> BuildCoreAsync(IEnumerable<TestRun> tests)
    {
        if (await RunAsync(["build", "src/NanoBanana.Client", "-f", "net8.0", "--no-restore", .. Quickly]) is { } broken)
        {
            return broken;
        }

        foreach (var assembly in tests.Select(AssemblyOf).Distinct(StringComparer.Ordinal))
        {
            File.Copy(Path.Combine(Root, "src", "NanoBanana.Client", "bin", "Release", "net8.0", "NanoBanana.Client.dll"), Path.Combine(Path.GetDirectoryName(assembly)!, "NanoBanana.Client.dll"), overwrite: true);
        }

        return null;
    }

    /// <summary>Runs tests until one fails; what they say then, null if all pass.</summary>
    public Task<string?> TestAsync(TestRun tests) => RunAsync(["test", AssemblyOf(tests), "--filter", tests.Filter, "--", "xUnit.StopOnFail=true"]);

    public void Dispose() => Directory.Delete(Root, recursive: true);

    private static void Copy(DirectoryInfo from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in from.EnumerateFiles())
        {
            file.CopyTo(Path.Combine(to, file.Name));
        }

        foreach (var folder in from.EnumerateDirectories().Where(folder => !Left.Contains(folder.Name, StringComparer.Ordinal)))
        {
            Copy(folder, Path.Combine(to, folder.Name));
        }
    }

    private string AssemblyOf(TestRun tests) => Path.Combine(Root, "tests", tests.Project, "bin", "Release", "net10.0", tests.Project + ".dll");

    private async Task<string?> RunAsync(string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", arguments)
        {
            WorkingDirectory = Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        using var process = Process.Start(start)!;
        var said = Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        using var patience = new CancellationTokenSource(Longest);
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            return "it hangs";
        }

        return process.ExitCode == 0 ? null : string.Concat(await said);
    }
}
