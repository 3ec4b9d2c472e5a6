using NanoBanana.Benchmarks.Hosts;
using NanoBanana.Benchmarks.Reporting;
using static System.FormattableString;

namespace NanoBanana.Benchmarks.Recovery;

/// <summary>Batches that are killed at random moments and run again: what is paid twice, and what is lost.</summary>
internal static class RecoveryCase
{
    private const int Runs = 12;
    private const int Kills = 3;

    /// <returns>0 if the goals are met.</returns>
    public static async Task<int> RunAsync()
    {
        if (!Script.IsThere("pwsh"))
        {
            throw new InvalidOperationException("This case needs pwsh.");
        }

        var lives = new Dictionary<RecoveryContestant, TimeSpan>();
        foreach (var contestant in RecoveryContestant.All)
        {
            using var batch = new RecoveryBatch(contestant);
            lives[contestant] = await batch.LifeAsync();
        }

        var random = new Random(1);
        var runs = RecoveryContestant.All.ToDictionary(contestant => contestant, _ => new List<RecoveryFigures>());
        for (var run = 0; run < Runs; run++)
        {
            // the same moments for each, as a part of what it takes without a kill; late ones would come when little is left to do
            var moments = Enumerable.Range(0, Kills).Select(_ => random.NextDouble() / 2).ToList();
            foreach (var contestant in RecoveryContestant.All)
            {
                using var batch = new RecoveryBatch(contestant);
                runs[contestant].Add(await batch.RunAsync(moments.Select(moment => lives[contestant] * moment)));
            }
        }

        return await ReportAsync(runs);
    }

    private static async Task<int> ReportAsync(Dictionary<RecoveryContestant, List<RecoveryFigures>> runs)
    {
        var table = new Table("recovery", Invariant($"{Runs} batches of {RecoveryBatch.Articles} edits, each killed up to {Kills} times and run again until it is done"), "contestant", "kills", "charges", "paid images on the disk", "paid twice", "damaged files", "unknown, settled", "from the last kill to the end, s");
        foreach (var (contestant, each) in runs)
        {
            table.Add(
                contestant.Name,
                Invariant($"{each.Sum(run => run.Kills)}"),
                Invariant($"{each.Sum(run => run.Charges)}"),
                Invariant($"{(double)each.Sum(run => run.Whole) / each.Sum(run => run.Charges):P1}"),
                Invariant($"{each.Sum(run => run.Twice)}"),
                Invariant($"{each.Sum(run => run.Damaged)}"),
                contestant.SettlePath is null ? string.Empty : Invariant($"{each.Sum(run => run.Settled)}"),
                Invariant($"{Median.Of(each, run => run.Recovery.TotalSeconds):0.0}"));
        }

        table.Note(Invariant($"kill -9 of PowerShell at random moments in the first half of the time that the contestant needs for the whole list; the moments of a batch are the same part of that time for both. A process that is done before its moment is not killed. Tasks take about 1 s; the emulator's ledger counts the charges, and a file counts if all rows of its image can be decoded. The time is the median of the batches, with the start of each process: the module needs up to three, as what is unknown is settled in between."));
        table.Note("In each batch, the gateway refuses three submits because of a rate, answers five queries with an error, resets two downloads, and answers one submit with an error after it accepted and charged it.");
        table.Note("If a process is killed between a request and its reply, or the reply is an error, nobody knows whether the task was accepted. The module does not send such a request again: its outcome is unknown until it is settled. Here, recover-settle.ps1 does what a user does in the gateway's console: it looks for the prompt, and settles the task with its id or as not charged. The list is then run again.");
        table.Note("The script without a record does articles that have no file from the beginning. It knows no unknown outcomes: it pays for them again.");
        table.Note("Goals for the module: 100 % of the paid images on the disk, and none paid twice.");
        await table.WriteAsync();
        return runs[RecoveryContestant.Ours].TrueForAll(run => run.Twice == 0 && run.Whole == run.Charges && run.Whole == RecoveryBatch.Articles) ? 0 : 1;
    }
}
