using FsCheck;
using FsCheck.Fluent;
using NanoBanana.Client.Journal;
using NanoBanana.Trust.Tests.Support;

namespace NanoBanana.Trust.Tests.Properties;

/// <summary>
/// Random lives of tasks, written to a journal on the disk and to a dictionary: after each sequence, both tell the same of every
/// task and of the money, in this process and in one that opens the file anew.
/// </summary>
public sealed class JournalModelTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("nanobanana-trust-").FullName;
    private int _runs;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void The_journal_tells_what_a_dictionary_would() => Law.Holds(
        (from kind in Gen.Elements(Enum.GetValues<Step>()) from task in Gen.Choose(0, 5) select (kind, task)).ArrayOf(30),
        Follow,
        times: 40);

    private void Follow((Step Kind, int Task)[] steps)
    {
        var folder = Path.Combine(_root, (_runs++).ToString(System.Globalization.CultureInfo.InvariantCulture));
        var journal = new TaskJournal(folder);
        var book = new SpendingTotals(new JournalFile(folder));
        var model = new JournalModel();
        foreach (var (kind, number) in steps)
        {
            if (kind is Step.Reopen)
            {
                journal = new TaskJournal(folder);
                book = new SpendingTotals(new JournalFile(folder));
            }
            else if (kind is Step.Forget)
            {
                var unwanted = model.Current(number);
                Finish(journal.RemoveAsync(entry => entry.Task.IntentId == unwanted));
                model.Forget(number);
            }
            else if (model.Apply(kind, number) is { } record)
            {
                Finish(journal.WriteAsync(record));
            }

            // the book follows the file, also over its being written anew
            book.Refresh();
            Assert.Equal(model.Money, book.Of("p", "credits", DateTime.MinValue));
        }

        var entries = journal.Read();
        Assert.Equal(model.Tasks, entries.Select(entry => (entry.Task.IntentId!, entry.Task.State, entry.Charge, entry.Saved.Count, entry.CanResume)));
        Assert.Equal(model.Kept, journal.RemovedCharges().Sum(each => each.Amount.Amount));
    }

    // the disk is all that is waited for
    private static void Finish(Task work) => work.GetAwaiter().GetResult();
}
