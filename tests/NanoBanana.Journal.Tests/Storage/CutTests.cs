using NanoBanana.Client.Compatibility;
using NanoBanana.Client.Journal;
using NanoBanana.Journal.Tests.Support;

namespace NanoBanana.Journal.Tests.Storage;

/// <summary>A journal that a crash cut short: at any byte, and with damage in its middle.</summary>
public sealed class CutTests
{
    private static readonly byte[] Whole = Make();

    [Fact]
    public async Task CutAtEveryByteItLosesOnlyTheRecordThatWasCutAndGoesOn()
    {
        using var folder = new TempFolder();
        for (var length = 0; length <= Whole.Length; length++)
        {
            var whole = Math.Max(0, Whole.Take(length).Count(each => each == '\n') - 1);
            folder.PutJournal(Whole[..length]);
            var journal = new TaskJournal(folder.Home);
            Assert.Equal(Fold(whole), Read(journal));

            await journal.WriteAsync(Records.Intent("next"));

            Assert.Equal([.. Fold(whole), "next Unknown Reserved"], Read(new TaskJournal(folder.Home)));
            Assert.True(Lines(folder).All(IsWhole), $"cut at {length}");
        }
    }

    [Fact]
    public void ATornTailIsWarnedAboutAndAWholeFileIsNot()
    {
        using var folder = new TempFolder();
        folder.PutJournal(Whole[..^5]);
        var warnings = new List<string>();

        new TaskJournal(folder.Home).Read(warnings.Add);

        Assert.Contains("cut short", Assert.Single(warnings), StringComparison.Ordinal);
        folder.PutJournal(Whole);
        warnings.Clear();
        new TaskJournal(folder.Home).Read(warnings.Add);
        Assert.Empty(warnings);
    }

    [Fact]
    public void ADamagedLineInTheMiddleIsPassedOverWithAWarning()
    {
        using var folder = new TempFolder();
        var damaged = (byte[])Whole.Clone();
        damaged[EndOfLine(5) + 1] = (byte)'#';
        folder.PutJournal(damaged);
        var warnings = new List<string>();

        var entries = new TaskJournal(folder.Home).Read(warnings.Add);

        Assert.Contains("passed over", Assert.Single(warnings), StringComparison.Ordinal);
        Assert.Equal(["a", "c", "f"], entries.Select(entry => entry.Task.IntentId));
    }

    [Fact]
    public async Task NoSingleDamagedByteMakesItUnreadableBeyondItsFirstLine()
    {
        using var folder = new TempFolder();
        for (var at = EndOfLine(1) + 1; at < Whole.Length; at++)
        {
            var damaged = (byte[])Whole.Clone();
            damaged[at] ^= 0x11;
            folder.PutJournal(damaged);
            var journal = new TaskJournal(folder.Home);

            await journal.WriteAsync(Records.Intent("next"));

            Assert.Contains(journal.Read(), entry => entry.Task.IntentId == "next");
        }
    }

    private static byte[] Make()
    {
        using var folder = new TempFolder();
        new TaskJournal(folder.Home).WriteAsync([.. Records.OfEveryKind]).GetAwaiter().GetResult();
        return File.ReadAllBytes(folder.Journal);
    }

    private static string[] Fold(int records)
    {
        var fold = new JournalFold();
        foreach (var record in Records.OfEveryKind.Take(records))
        {
            fold.Apply(record);
        }

        return [.. fold.Entries.Select(Describe)];
    }

    private static string[] Read(TaskJournal journal) => [.. journal.Read().Select(Describe)];

    private static string Describe(JournalEntry entry) => $"{entry.Task.IntentId} {entry.Task.State} {entry.Charge}";

    private static string[] Lines(TempFolder folder) => File.ReadAllText(folder.Journal).TrimEnd('\n').Split('\n');

    private static bool IsWhole(string line) => line is ['{', .., '}'];

    private static int EndOfLine(int number) => Enumerable.Range(0, Whole.Length).Where(at => Whole[at] == '\n').ElementAt(number - 1);
}
