using FsCheck;
using FsCheck.Fluent;
using NanoBanana.Client.Journal;
using NanoBanana.Client.Store;
using NanoBanana.Trust.Tests.Support;

namespace NanoBanana.Trust.Tests.Properties;

/// <summary>
/// Random lives of tasks, written to a store on the disk and to a dictionary: after each sequence, both report the same of every
/// task and of the money, in this process and in one that opens the file again.
/// </summary>
public sealed class JournalModelTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("nanobanana-trust-").FullName;
    private int _runs;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void The_journal_reports_what_a_dictionary_would() => Law.Holds(
        (from kind in Gen.Elements(Enum.GetValues<Step>()) from task in Gen.Choose(0, 5) select (kind, task)).ArrayOf(30),
        Follow,
        times: 40);

    private void Follow((Step Kind, int Task)[] steps)
    {
        var folder = Path.Combine(_root, (_runs++).ToString(System.Globalization.CultureInfo.InvariantCulture));
        var journal = new TaskJournal(folder);
        var model = new JournalModel();
        foreach (var (kind, number) in steps)
        {
            if (kind is Step.Reopen)
            {
                journal = new TaskJournal(folder);
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

            var totals = Result(journal.Store.TotalsAsync("profile/p", BudgetCap.Month, "credits", creditPrice: null, emulator: null, CancellationToken.None));
            Assert.Equal(model.Money, (totals.Spent, totals.Reserved));
        }

        var entries = journal.Read();
        Assert.Equal(model.Tasks, entries.Select(entry => (entry.Task.IntentId!, entry.Task.State, entry.Charge, entry.Saved.Count, entry.CanResume)));
    }

    // the disk is all that is waited for
    private static void Finish(Task work) => work.GetAwaiter().GetResult();

    private static T Result<T>(Task<T> work) => work.GetAwaiter().GetResult();
}
