using System.Diagnostics;
using System.Globalization;
using NanoBanana.Benchmarks.Hosts;
using NanoBanana.Benchmarks.Reporting;
using NanoBanana.Client.Journal;

namespace NanoBanana.Benchmarks.Scale;

/// <summary>How large a journal is, and how long it takes to read.</summary>
/// <param name="Bytes">Of the file.</param>
/// <param name="Records">Lines without the header.</param>
/// <param name="Open">Milliseconds to read it to tasks.</param>
/// <param name="List">Milliseconds to list what is pending by the cmdlet; null where there is no PowerShell.</param>
internal sealed record JournalCost(double Bytes, int Records, double Open, double? List)
{
    private const int Rounds = 5;
    private const string FileName = "journal.jsonl";

    public IReadOnlyList<string> Columns =>
        [Text($"{Bytes / 1e6:0.0}"), Text($"{Records:N0}"), Text($"{Open:0}"), List is null ? "no pwsh" : Text($"{List:0}")];

    public static async Task<JournalCost> OfAsync(string home)
    {
        var file = Path.Combine(home, FileName);
        return new JournalCost(new FileInfo(file).Length, File.ReadLines(file).Count() - 1, OpenMilliseconds(home), await ListMillisecondsAsync(home));
    }

    /// <summary>Makes a journal of so many of another one's first records.</summary>
    public static string Cut(string home, string target, int records)
    {
        Directory.CreateDirectory(target);
        File.WriteAllLines(Path.Combine(target, FileName), File.ReadLines(Path.Combine(home, FileName)).Take(1 + records));
        return target;
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

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
