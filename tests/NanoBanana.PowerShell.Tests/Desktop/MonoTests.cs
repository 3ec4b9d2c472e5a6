using System.Diagnostics;
using System.Runtime.InteropServices;
using NanoBanana.Client.Gateways;
using NanoBanana.Client.Journal;
using NanoBanana.PowerShell.Tests.PowerShell;

namespace NanoBanana.PowerShell.Tests.Desktop;

/// <summary>The netstandard2.0 core on the .NET Framework's surface, where Mono can show it.</summary>
public sealed class MonoTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("desktop");

    private string Home => Path.Combine(_folder.FullName, "home");

    [MonoFact]
    public async Task The_core_does_the_main_job_with_every_gateway_and_its_store_is_that_of_PowerShell_7()
    {
        var (exitCode, output) = await RunAsync(natives: $"{Repository.Module}/Core/Dependencies/runtimes/linux-{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}");

        Assert.True(exitCode == 0, output);
        Assert.Contains(".NETStandard,Version=v2.0", output, StringComparison.Ordinal);
        Assert.Contains("5 charges, 0 failures", output, StringComparison.Ordinal);
        Assert.Equal(5, Directory.EnumerateFiles(_folder.FullName, "rocket.*", SearchOption.AllDirectories).Count());
        var entries = new TaskJournal(Home).Read();
        Assert.Equal(GatewayRegistry.Names, entries.Select(entry => entry.Task.Provider));
        Assert.All(entries, entry => Assert.Equal((TaskStates.Succeeded, false, 1), (entry.Task.State, entry.IsUnsaved, entry.Saved.Count)));
    }

    [MonoFact]
    public async Task Without_the_native_library_of_SQLite_nothing_is_submitted_and_the_error_names_it()
    {
        var (exitCode, output) = await RunAsync(natives: string.Empty);

        Assert.Equal(10, exitCode);
        Assert.Contains("0 charges, 10 failures", output, StringComparison.Ordinal);
        Assert.Matches("Crun: StoreUnavailable, .*e_sqlite3", output);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private async Task<(int ExitCode, string Output)> RunAsync(string natives)
    {
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        var program = Path.Combine(Repository.Root, "tests", "NanoBanana.Desktop", "bin", configuration, "netstandard2.0", "NanoBanana.Desktop.dll");
        var photo = Path.Combine(Repository.Root, "samples", "photos", "rocket.jpg");
        var start = new ProcessStartInfo("mono", [program, photo, _folder.FullName]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["NANOBANANA_HOME"] = Home;
        start.Environment["LD_LIBRARY_PATH"] = natives;
        using var mono = Process.Start(start)!;
        var errors = mono.StandardError.ReadToEndAsync();
        var output = await mono.StandardOutput.ReadToEndAsync();
        await mono.WaitForExitAsync();
        return (mono.ExitCode, output + await errors);
    }
}
