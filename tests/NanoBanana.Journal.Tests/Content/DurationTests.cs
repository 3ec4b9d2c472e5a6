using NanoBanana.Client.Durations;
using NanoBanana.Client.Journal;
using NanoBanana.Journal.Tests.Support;

namespace NanoBanana.Journal.Tests.Content;

/// <summary>What a later process learns of durations from the journal.</summary>
public sealed class DurationTests : IDisposable
{
    private const int Enough = 1000;

    private static readonly TimeSpan Lag = TimeSpan.FromSeconds(1);

    private readonly TempFolder _folder = new();
    private readonly TaskJournal _journal;

    public DurationTests() => _journal = new TaskJournal(_folder.Home);

    [Fact]
    public async Task TheGatewaysWordIsRemembered()
    {
        await WriteAsync("a", TimeSpan.FromSeconds(9), Lag);

        var learned = Assert.Single(_journal.RecentDurations(Enough));

        Assert.Equal((ProviderNames.Crun, "google/nano-banana", Operations.Generate), (learned.Provider, learned.Model, learned.Operation));
        Assert.Equal((false, TimeSpan.FromSeconds(9)), (learned.IsEmulated, learned.Duration));
    }

    [Fact]
    public async Task TheTimeOfAQuestionIsNot()
    {
        await WriteAsync("a", TimeSpan.FromHours(20), TimeSpan.Zero);

        Assert.Empty(_journal.RecentDurations(Enough));
    }

    [Fact]
    public async Task OnlyTheEndOfALongJournalIsRead()
    {
        for (var i = 0; i < 200; i++)
        {
            await WriteAsync($"{i}", TimeSpan.FromSeconds(i + 1), Lag);
        }

        Assert.Equal(30, _journal.RecentDurations(30).Count());
        Assert.Equal(200, _journal.RecentDurations(Enough).Count());
    }

    [Fact]
    public async Task ABookReadsAJournalOnce()
    {
        await WriteAsync("a", TimeSpan.FromSeconds(9), Lag);
        var book = new LearnedDurations();
        var task = new ImageTask { Provider = ProviderNames.Crun, Profile = "p", Model = "google/nano-banana", Operation = Operations.Generate, State = TaskStates.Succeeded };

        book.Remember(_journal);
        book.Remember(_journal);
        book.Remember(journal: null);

        Assert.Equal((1, 0), (book.Of(task, isEmulated: false).Count, book.Of(task, isEmulated: true).Count));
    }

    [Theory]
    [InlineData("")]
    [InlineData("no journal at all\n")]
    public void AJournalThatCannotBeReadTeachesNothing(string content)
    {
        Directory.CreateDirectory(_folder.Home);
        File.WriteAllText(_folder.Journal, content);

        Assert.Empty(_journal.RecentDurations(Enough));
    }

    public void Dispose() => _folder.Dispose();

    private Task WriteAsync(string id, TimeSpan duration, TimeSpan lag) => _journal.WriteAsync(
        Records.Intent(id),
        Records.Accepted(id),
        Records.Succeeded(id) with { Duration = duration, At = Records.At + lag });
}
