using System.Text.Json;
using NanoBanana.PowerShell.Tests.PowerShell;

namespace NanoBanana.PowerShell.Tests.Pester;

/// <summary>Runs a Pester file in its own PowerShell.</summary>
internal static class PesterRun
{
    public static string Folder { get; } = Path.Combine(Repository.Root, "tests", "NanoBanana.PowerShell.Pester");

    /// <summary>The results of a file; where it gave none, one that failed, with all that it printed.</summary>
    public static async Task<IReadOnlyList<PesterResult>> RunAsync(string file)
    {
        var results = Path.Combine(Repository.Results, Path.ChangeExtension(file, ".json"));
        File.Delete(results);
        try
        {
            var module = await PackagedModule.Folder.Value;
            var (_, output) = await Pwsh.RunFileAsync(module, Path.Combine(Folder, "Invoke-Tests.ps1"), "-Path", Path.Combine(Folder, file), "-ResultFile", results);
            return Read(results) is { Count: > 0 } read ? read : [new("the file", "Failed", 0, output, file)];
        }
        catch (InvalidOperationException problem)
        {
            return [new("the file", "Failed", 0, problem.Message, file)];
        }
    }

    private static List<PesterResult>? Read(string file)
    {
        if (!File.Exists(file))
        {
            return null;
        }

        using var stream = File.OpenRead(file);
        return JsonSerializer.Deserialize<List<PesterResult>>(stream);
    }
}
