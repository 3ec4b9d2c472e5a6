using NanoBanana.Client.Compatibility;
using NanoBanana.Client.Gateways;
using NanoBanana.Client.Imaging;
using NanoBanana.Client.Journal;
using NanoBanana.Client.Model;
using NanoBanana.Client.Reports;
using NanoBanana.Client.Submitting;
using NanoBanana.Client.Tests.Support;

namespace NanoBanana.Client.Tests.Reports;

/// <summary>Tasks and files are joined by what the journal knows.</summary>
public sealed class ReportBatchTests : IDisposable
{
    private readonly TempFolder _folder = new();

    [Fact]
    public void A_saved_file_brings_its_task()
    {
        var path = _folder.Put("lake.png", PngBytes.Make(3, 2));
        var batch = Batch(Entry("i-1", "t-1", path));

        batch.AddSaved(path, "t-1", []);

        var item = Assert.Single(batch.Items);
        Assert.Equal(("a lake", ProviderNames.Crun, path), (item.Task.Prompt, item.Task.Provider, item.After.Single().Path));
    }

    [Fact]
    public void A_file_that_was_moved_is_known_by_its_content()
    {
        var batch = Batch(Entry("i-1", "t-1", _folder.Put("lake.png", PngBytes.Make(3, 2))));
        var moved = Path.Combine(_folder.Path, "moved.png");
        File.Move(Path.Combine(_folder.Path, "lake.png"), moved);

        batch.AddSaved(moved, taskId: null, []);

        Assert.Equal(("t-1", moved), (batch.Items.Single().Task.Id, batch.Items.Single().After.Single().Path));
    }

    [Fact]
    public void A_file_of_an_unknown_task_is_shown_all_the_same()
    {
        var source = _folder.Put("before.png", PngBytes.Make(3, 2));
        var batch = Batch();

        batch.AddSaved(_folder.Put("after.png", PngBytes.Make(3, 3)), "elsewhere", [source]);

        var item = batch.Items.Single();
        Assert.Equal(("elsewhere", TaskStates.Succeeded, source), (item.Task.Id, item.Task.State, item.Before.Single().Path));
    }

    [Fact]
    public void A_task_finds_its_saved_images_and_waits_for_the_others()
    {
        var path = _folder.Put("lake.png", PngBytes.Make(3, 2));
        var entry = Entry("i-1", "t-1", path);
        var task = entry.Task with { Images = [new ResultImage { Url = "https://x.example/1", Index = 1 }, new ResultImage { Url = "https://x.example/2", Index = 2 }] };
        var batch = Batch(entry);

        batch.Add(task);

        var after = batch.Items.Single().After;
        Assert.Equal((path, entry.Saved[1].Checksum), (after[0].Path, after[0].Checksum));
        Assert.Contains("Save-NanoBananaImage", after[1].Missing, StringComparison.Ordinal);
    }

    [Fact]
    public void A_task_and_its_file_are_one_and_an_old_object_learns_how_it_ended()
    {
        var path = _folder.Put("lake.png", PngBytes.Make(3, 2));
        var entry = Entry("i-1", "t-1", path);
        var batch = Batch(entry);

        batch.Add(entry.Task with { State = TaskStates.Pending, Images = [] });
        batch.AddSaved(path, "t-1", []);

        Assert.Equal(TaskStates.Succeeded, Assert.Single(batch.Items).Task.State);
    }

    [Fact]
    public void What_a_gateway_does_not_repeat_comes_from_the_journal()
    {
        var batch = Batch(Entry("i-1", "t-1", _folder.Put("lake.png", PngBytes.Make(3, 2))));

        batch.Add(new ImageTask { Id = "t-1", Provider = ProviderNames.Crun, Profile = "work", State = TaskStates.Succeeded });

        var task = batch.Items.Single().Task;
        Assert.Equal(("a lake", 4m), (task.Prompt, task.Cost.Amount));
        Assert.True(batch.Items.Single().IsEmulated);
    }

    [Theory]
    [InlineData("https://files.example.com/in/cat.jpg?sig=SECRET&x=1", "files.example.com/in/cat.jpg")]
    [InlineData("https://user:SECRET@files.example.com/cat.jpg#f", "files.example.com/cat.jpg")]
    [InlineData("data:image/png;base64,SECRET", "data")]
    [InlineData("not/there.png", "there.png")]
    public void A_source_that_is_not_on_disk_is_named_without_secrets(string source, string expected)
    {
        var batch = Batch();

        batch.Add(ReportBench.Task() with { Request = new ImageRequest { Sources = [source] } });

        var before = batch.Items.Single().Before.Single();
        Assert.Equal(expected, before.Name);
        Assert.NotNull(before.Missing);
    }

    [Fact]
    public void A_relative_source_begins_where_the_user_stands()
    {
        var path = _folder.Put("cat.png", PngBytes.Make(3, 2));
        var batch = Batch();

        batch.Add(ReportBench.Task() with { Request = new ImageRequest { Sources = ["./cat.png"] } });

        Assert.Equal(path, batch.Items.Single().Before.Single().Path);
    }

    [Fact]
    public void A_file_that_is_no_image_is_an_error_of_its_own()
    {
        var batch = Batch();

        Caught.By(ErrorIds.ImageTypeNotSupported, () => batch.AddSaved(_folder.Put("a.txt", "text"u8.ToArray()), taskId: null, []));

        Assert.Equal(0, batch.Count);
    }

    public void Dispose() => _folder.Dispose();

    private static JournalEntry Entry(string intent, string id, string path) => new()
    {
        IntendedAt = DateTimeOffset.UnixEpoch,
        WorkKey = "f",
        Charge = Charge.Spent,
        BaseUri = new Uri("http://127.0.0.1:5000/crun"),
        Saved = new Dictionary<int, SavedFile> { [1] = new(path, ChecksumOf(path)) },
        Task = ReportBench.Task() with { Id = id, IntentId = intent, Cost = new Cost { Amount = 4, Currency = Currencies.Credits, Certainty = Certainties.Exact } },
    };

    private static ulong ChecksumOf(string path)
    {
        using var file = File.OpenRead(path);
        return ImageInspector.Inspect(file).Checksum;
    }

    private ReportBatch Batch(params JournalEntry[] journal) => new(journal, _folder.Path);
}
