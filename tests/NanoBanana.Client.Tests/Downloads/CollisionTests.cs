using NanoBanana.Client.Compatibility;
using NanoBanana.Client.Downloads;
using NanoBanana.Client.Tests.Support;

namespace NanoBanana.Client.Tests.Downloads;

/// <summary>No file of the user is overwritten unless that is asked for.</summary>
public sealed class CollisionTests : IDisposable
{
    private readonly SaveBench _bench = new();

    public CollisionTests()
    {
        _bench.Folder.Put("task-1.png", "mine"u8.ToArray());
        _bench.Http.AnswerAlways(200, "");
    }

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task A_name_that_is_taken_gets_a_number()
    {
        _bench.Http.Answer(Pictures.Png).Answer(Pictures.Png);
        Directory.CreateDirectory(Path.Combine(_bench.Folder.Path, "task-1 (1).png"));

        Assert.Equal("task-1 (2).png", Path.GetFileName((await _bench.SaveAsync()).Path));
        Assert.Equal("task-1 (3).png", Path.GetFileName((await _bench.SaveAsync()).Path));
        Assert.Equal("mine", await File.ReadAllTextAsync(Path.Combine(_bench.Folder.Path, "task-1.png")));
    }

    [Fact]
    public async Task A_file_in_the_place_of_the_folder_is_named_and_left_alone()
    {
        var error = await Assert.ThrowsAsync<NanoBananaException>(() => _bench.SaveAsync(options: _bench.Options with { Destination = Path.Combine(_bench.Folder.Path, "task-1.png") }));

        Assert.Equal(ErrorIds.SaveFailed, error.ErrorId);
        Assert.Contains("is a file", error.Message, StringComparison.Ordinal);
        Assert.Equal("mine", await File.ReadAllTextAsync(Path.Combine(_bench.Folder.Path, "task-1.png")));
    }

    [Fact]
    public async Task Force_replaces_it()
    {
        _bench.Http.Answer(Pictures.Png);

        var saved = await _bench.SaveAsync(options: _bench.Options with { Force = true });

        Assert.Equal(Pictures.Png, await File.ReadAllBytesAsync(saved.Path));
        Assert.Equal(["task-1.png"], _bench.Folder.Names);
    }

    [Fact]
    public async Task Force_replaces_no_image_of_the_same_run()
    {
        using var bench = new SaveBench();
        bench.Http.Answer(Pictures.Png).Answer(Pictures.Png);
        var saver = new ImageSaver(bench.ClientOptions);
        var options = bench.Options with { Force = true, Name = "{Source}" };
        var names = new List<string>();
        foreach (var id in new[] { "task-1", "task-2" })
        {
            var task = SaveBench.Task(SaveBench.Url) with { Id = id, Request = new ImageRequest { Sources = ["photos/one.jpg"] } };
            names.Add(Path.GetFileName((await bench.Time.RunAsync(saver.SaveAsync(task, task.Images[0], bench.Profile, options, CancellationToken.None))).Path));
        }

        Assert.Equal(["one.png", "one (1).png"], names);
        Assert.Equal(["one (1).png", "one.png"], bench.Folder.Names);
    }

    [Fact]
    public async Task Force_does_not_touch_it_where_the_download_fails()
    {
        await Caught.ByAsync(ErrorIds.DownloadNotAnImage, () => _bench.SaveAsync(options: _bench.Options with { Force = true }));

        Assert.Equal("mine", await File.ReadAllTextAsync(Path.Combine(_bench.Folder.Path, "task-1.png")));
        Assert.Equal(["task-1.png"], _bench.Folder.Names);
    }

    [Fact]
    public async Task Saved_at_the_same_time_every_image_gets_a_name_of_its_own()
    {
        for (var i = 0; i < 8; i++)
        {
            _bench.Http.Answer(Pictures.Png);
        }

        var saved = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => _bench.SaveAsync()));

        Assert.Equal(8, saved.Select(each => each.Path).Distinct().Count());
        Assert.Equal(9, _bench.Folder.Names.Count);
    }
}
