using NanoBanana.Client.Compatibility;
using NanoBanana.Client.Downloads;
using NanoBanana.Client.Gateways;
using NanoBanana.Client.Imaging;
using NanoBanana.Client.Journal;
using NanoBanana.Client.Tests.Support;

namespace NanoBanana.Client.Tests.Downloads;

/// <summary>A file that an earlier run saved is known, also if that run was killed before it could say so.</summary>
public sealed class SavedBeforeTests : IDisposable
{
    private readonly SaveBench _bench = new();
    private readonly TempFolder _home = new();
    private readonly TaskJournal _journal;

    public SavedBeforeTests() => _journal = new TaskJournal(_home.Path);

    private static ImageTask Made => SaveBench.Task(SaveBench.Url) with { IntentId = "intent-1" };

    public void Dispose()
    {
        _bench.Dispose();
        _home.Dispose();
    }

    [Fact]
    public async Task It_is_not_fetched_again()
    {
        await BeginAsync();
        _bench.Http.Answer(Pictures.Png);

        var first = await SaveAsync();
        var second = await SaveAsync();

        Assert.Equal((first.Path, first.Checksum, 4, 3), (second.Path, second.Checksum, second.Width, second.Height));
        Assert.Single(_bench.Http.Sent);
        Assert.False(Entry.IsUnsaved);
    }

    [Fact]
    public async Task It_is_known_where_the_run_was_killed_between_the_name_and_the_record()
    {
        await BeginAsync();
        _bench.Http.Answer(Pictures.Png);
        await SaveAsync();
        Assert.False(Entry.IsUnsaved);
        Assert.Equal(1, Execute("DELETE FROM nb_files WHERE saved = 1"));
        Assert.Equal(1, Execute("UPDATE nb_tasks SET unsaved = 1"));
        Assert.True(Entry.IsUnsaved);

        await SaveAsync();

        Assert.Single(_bench.Http.Sent);
        Assert.Equal(["task-1.png"], _bench.Folder.Names);
        Assert.False(Entry.IsUnsaved);
    }

    [Fact]
    public async Task Another_format_is_fetched_again()
    {
        await BeginAsync();
        _bench.Http.Answer(Pictures.Png).Answer(Pictures.Png);
        await SaveAsync();

        var second = await _bench.SaveAsync(Made, _bench.Options with { ConvertTo = new ImageConversion(OutputFormats.WebP) });

        Assert.Equal("task-1.webp", Path.GetFileName(second.Path));
    }

    [Theory]
    [InlineData("changed")]
    [InlineData("deleted")]
    public async Task A_file_that_is_not_what_was_saved_is_fetched_again(string what)
    {
        await BeginAsync();
        _bench.Http.Answer(Pictures.Png).Answer(Pictures.Png);
        var first = await SaveAsync();
        if (what is "changed")
        {
            await File.WriteAllBytesAsync(first.Path, Pictures.Jpeg);
        }
        else
        {
            File.Delete(first.Path);
        }

        var second = await SaveAsync();

        Assert.Equal(Pictures.Png, await File.ReadAllBytesAsync(second.Path));
        Assert.Equal(what is "changed", second.Path != first.Path);
    }

    [Fact]
    public async Task A_sidecar_that_is_missing_is_written()
    {
        await BeginAsync();
        _bench.Http.Answer(Pictures.Png);

        await SaveAsync();
        await SaveAsync(sidecar: true);

        Assert.Equal(["task-1.png", "task-1.png.json"], _bench.Folder.Names);
    }

    private JournalEntry Entry => Assert.Single(_journal.Read());

    private int Execute(string sql)
    {
        var file = Directory.GetFiles(_home.Path, "store.db", SearchOption.AllDirectories).Single();
        using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteNonQuery();
    }

    private Task BeginAsync() => _journal.WriteAsync(
        JournalRecords.Intent(Made, "fingerprint", new Uri("https://api.example.com"), reserve: null, withPrompt: true, FakeTime.Start),
        JournalRecords.Accepted(Made, FakeTime.Start),
        JournalRecords.State(Made, FakeTime.Start));

    private Task<SavedImage> SaveAsync(bool sidecar = false) => _bench.Time.RunAsync(
        new ImageSaver(_bench.ClientOptions with { Journal = _journal }).SaveAsync(Made, Made.Images[0], _bench.Profile, _bench.Options with { Sidecar = sidecar }, Entry, CancellationToken.None));
}
