using System.Text;
using NanoBanana.Client.Compatibility;
using NanoBanana.Client.Journal;
using NanoBanana.Journal.Tests.Support;

namespace NanoBanana.Journal.Tests.Storage;

/// <summary>Lines that somebody edited are passed over with a warning: one of them must not hide all tasks, nor stop all budgets. Found by the fuzz program.</summary>
public sealed class SpoiltTests
{
    [Theory]
    [InlineData("\"intent\":\"a\"", "\"intent\":null")]
    [InlineData("\"kind\":\"intent\"", "\"kind\":null")]
    [InlineData("\"baseUri\":\"https://api.crun.ai\"", "\"baseUri\":\"/relative\"")]
    [InlineData("\"reserved\":4", "\"reserved\":79228162514264337593543950335")]
    [InlineData("\"amount\":4", "\"amount\":-4")]
    [InlineData("\"sources\":[", "\"sources\":[null,")]
    public void OneIsPassedOverAndTheOthersCount(string whole, string spoilt)
    {
        using var folder = new TempFolder();
        byte[] header = JournalJson.Line(new JournalHeader(JournalHeader.CurrentVersion, "g"));
        var line = Encoding.UTF8.GetString(JournalJson.Line(Records.Intent("a", new Money(4, "credits"))));
        Assert.Contains(whole, line, StringComparison.Ordinal);
        folder.PutJournal([.. header, .. Encoding.UTF8.GetBytes(line.Replace(whole, spoilt, StringComparison.Ordinal)), .. JournalJson.Line(Records.Intent("b", new Money(4, "credits")))]);
        var warnings = new List<string>();

        var entry = Assert.Single(new TaskJournal(folder.Home).Read(warnings.Add));

        Assert.Equal("b", entry.Task.IntentId);
        Assert.Contains("cannot be read", Assert.Single(warnings), StringComparison.Ordinal);
        var book = new SpendingTotals(new JournalFile(folder.Home));
        book.Refresh();
        Assert.Equal(4, book.Of("p", "credits", DateTime.MinValue).Reserved);
    }

    [Fact]
    public void AnAcceptedTaskThatIsSaidNotToBeChargedIsReadAsFailed()
    {
        using var folder = new TempFolder();
        folder.PutJournal([.. JournalJson.Line(new JournalHeader(JournalHeader.CurrentVersion, "g")), .. JournalJson.Line(Records.Intent("a")), .. JournalJson.Line(Records.Accepted("a")), .. JournalJson.Line(Records.NotCharged("a"))]);

        var entry = Assert.Single(new TaskJournal(folder.Home).Read());

        Assert.Equal((TaskStates.Failed, false, Charge.Released), (entry.Task.State, entry.Task.Failure!.MayHaveBeenCharged, entry.Charge));
    }
}
