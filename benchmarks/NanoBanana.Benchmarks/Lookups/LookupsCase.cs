using System.Globalization;
using NanoBanana.Benchmarks.Hosts;
using NanoBanana.Benchmarks.Reporting;
using NanoBanana.Benchmarks.Scale;
using NanoBanana.Client.Compatibility;
using NanoBanana.Client.Journal;

namespace NanoBanana.Benchmarks.Lookups;

/// <summary>What happens while a user types and looks: a profile, completions, a table.</summary>
internal static class LookupsCase
{
    private const int Tasks = 1000;
    private const double MostMilliseconds = 100;
    private const double MostOfPlainTable = 2;

    /// <returns>0 if the goals are met.</returns>
    public static async Task<int> RunAsync()
    {
        using var gateway = await GatewayProcess.StartAsync(StreamRun.TaskDuration);
        var home = Directory.CreateTempSubdirectory("nanobanana-benchmark-").FullName;
        await StreamRun.RunAsync(gateway, Tasks, new TaskJournal(home));
        var variables = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["NANOBANANA_HOME"] = home,
            ["BENCH_COUNT"] = Tasks.ToString(CultureInfo.InvariantCulture),
            ["BENCH_MODULE"] = Script.Module,
            ["BENCH_URI"] = gateway.Of(ProviderNames.Crun).AbsoluteUri.TrimEnd('/'),
        };
        var (output, _) = await Script.PwshAsync($"& '{Path.Combine(Repository.Root, "benchmarks", "NanoBanana.Benchmarks", "Lookups", "lookups.ps1")}'", variables);
        Directory.Delete(home, recursive: true);

        var table = new Table("lookups", FormattableString.Invariant($"What a look-up, a completion and a table cost, with 20 profiles and {Tasks:N0} tasks in the store"), "what", "median, ms", "first, ms");
        var times = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var cells in output.Split('\n').Select(line => line.Trim().Split('|')))
        {
            times[cells[0]] = double.Parse(cells[1], CultureInfo.InvariantCulture);
            table.Add(cells[0], FormattableString.Invariant($"{times[cells[0]]:0.0}"), FormattableString.Invariant($"{double.Parse(cells[2], CultureInfo.InvariantCulture):0.0}"));
        }

        table.Note("All in one PowerShell, one after the other, in turns; the first of each is not in the median. A completion is a call of TabExpansion2 on the whole line; those without the module stand for what PowerShell itself takes.");
        table.Note(FormattableString.Invariant($"Goals: look-ups and completions within {MostMilliseconds} ms, which people take for at once; the table of tasks within {MostOfPlainTable} times that of plain objects with five plain columns."));
        await table.WriteAsync();
        return times.Where(each => !each.Key.StartsWith("table", StringComparison.Ordinal)).All(each => each.Value <= MostMilliseconds)
            && times["table of 1,000 tasks"] <= MostOfPlainTable * times["table of 1,000 plain objects"] ? 0 : 1;
    }
}
