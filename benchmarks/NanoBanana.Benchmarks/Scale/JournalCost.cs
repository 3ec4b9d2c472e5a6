using System.Diagnostics;
using System.Globalization;
using NanoBanana.Benchmarks.Hosts;
using NanoBanana.Benchmarks.Reporting;
using NanoBanana.Client.Journal;
using static System.FormattableString;

namespace NanoBanana.Benchmarks.Scale;

/// <summary>How large a journal is, and how long it takes to read.</summary>
/// <param name="Bytes">Of the file.</param>
/// <param name="Records">Tasks.</param>
/// <param name="Open">Milliseconds to read it to tasks.</param>
/// <param name="List">Milliseconds to list what is pending by the cmdlet; null if there is no PowerShell.</param>
internal sealed record JournalCost(double Bytes, int Records, double Open, double? List)
{
    private const int Rounds = 5;
    private const string FileName = "store.db";

    public IReadOnlyList<string> Columns =>
        [Invariant($"{Bytes / 1e6:0.0}"), Invariant($"{Records:N0}"), Invariant($"{Open:0}"), List is null ? "no pwsh" : Invariant($"{List:0}")];

    public static async Task<JournalCost> OfAsync(string home)
    {
        var bytes = Directory.GetFiles(home, FileName + "*").Sum(file => new FileInfo(file).Length);
        return new JournalCost(bytes, new TaskJournal(home).Read().Count, OpenMilliseconds(home), await ListMillisecondsAsync(home));
    }

    private static double OpenMilliseconds(string home) => Median.Of(Enumerable.Range(0, Rounds).Select(_ =>
    {
        var clock = Stopwatch.StartNew();
        new TaskJournal(home).Read();
        return clock.Elapsed.TotalMilliseconds;
    }));

    private static async Task<double?> ListMillisecondsAsync(string home)
    {
        if (!Script.IsThere("pwsh"))
        {
            return null;
        }

        var (output, _) = await Script.PwshAsync(
            $$"""
            Import-Module '{{Script.Module}}'
            1..{{Rounds + 1}} | ForEach-Object { (Measure-Command { Get-NanoBananaTask -Pending | Out-Null }).TotalMilliseconds.ToString([cultureinfo]::InvariantCulture) }
            """,
            new Dictionary<string, string>(StringComparer.Ordinal) { ["NANOBANANA_HOME"] = home });
        return Median.Of(output.Split('\n')[1..].Select(line => double.Parse(line, CultureInfo.InvariantCulture)));
    }
}
