using System.Diagnostics;
using NanoBanana.PowerShell.Tests.PowerShell;

namespace NanoBanana.PowerShell.Tests.Desktop;

/// <summary>The netstandard2.0 core on the .NET Framework's surface, where Mono can show it.</summary>
public sealed class MonoTests
{
    [MonoFact]
    public async Task The_core_does_the_main_job_with_every_gateway()
    {
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        var program = Path.Combine(Repository.Root, "tests", "NanoBanana.Desktop", "bin", configuration, "netstandard2.0", "NanoBanana.Desktop.dll");
        var folder = Directory.CreateTempSubdirectory("desktop");
        var photo = Path.Combine(Repository.Root, "samples", "photos", "rocket.jpg");
        var start = new ProcessStartInfo("mono", [program, photo, folder.FullName]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["NANOBANANA_HOME"] = Path.Combine(folder.FullName, "home");

        using var mono = Process.Start(start)!;
        var errors = mono.StandardError.ReadToEndAsync();
        var output = await mono.StandardOutput.ReadToEndAsync();
        await mono.WaitForExitAsync();

        Assert.True(mono.ExitCode == 0, output + await errors);
        Assert.Contains(".NETStandard,Version=v2.0", output, StringComparison.Ordinal);
        Assert.Contains("5 charges, 0 failures", output, StringComparison.Ordinal);
        Assert.Equal(5, Directory.EnumerateFiles(folder.FullName, "rocket.*", SearchOption.AllDirectories).Count());
        folder.Delete(recursive: true);
    }
}
