using NanoBanana.Client.Compatibility;
using NanoBanana.Client.State;
using NanoBanana.Client.Tests.Support;

namespace NanoBanana.Client.Tests.Downloads;

public sealed class ImageSaverTests : IDisposable
{
    private readonly SaveBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task A_link_is_saved_whole_without_any_key()
    {
        _bench.Http.Answer(Pictures.Png, ("Content-Type", "application/octet-stream"));

        var saved = await _bench.SaveAsync();

        Assert.Equal(Path.Combine(_bench.Folder.Path, "task-1.png"), saved.Path);
        Assert.Equal(Pictures.Png, await File.ReadAllBytesAsync(saved.Path));
        Assert.Equal((4, 3), (saved.Width, saved.Height));
        Assert.Equal(("task-1", 1), (saved.Task.Id, saved.Image.Index));
        Assert.Equal(["task-1.png"], _bench.Folder.Names);
        Assert.Equal(["Accept", "Accept-Encoding", "User-Agent"], _bench.Http.Only.Headers.Keys.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("jpeg", ".jpg")]
    [InlineData("webp", ".webp")]
    public async Task The_bytes_decide_on_the_extension(string format, string extension)
    {
        _bench.Http.Answer(format == "jpeg" ? Pictures.Jpeg : Pictures.WebP, ("Content-Type", "image/png"));

        Assert.Equal(extension, Path.GetExtension((await _bench.SaveAsync()).Path));
    }

    [Theory]
    [InlineData("data:image/png;base64,")]
    [InlineData("DATA:;charset=x;BASE64,")]
    public async Task A_data_uri_is_saved_without_the_network(string start)
    {
        var saved = await _bench.SaveAsync(start + Convert.ToBase64String(Pictures.Png));

        Assert.Equal(Pictures.Png, await File.ReadAllBytesAsync(saved.Path));
        Assert.Empty(_bench.Http.Sent);
    }

    [Theory]
    [InlineData("data:image/png,raw", "is not base64")]
    [InlineData("data:image/png;base64,*", "is not valid base64")]
    public async Task A_data_uri_that_cannot_be_read_is_refused(string url, string why)
    {
        var error = await FailsAsync(ErrorIds.DownloadInlineInvalid, url);

        Assert.Contains(why, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_after_a_damaged_image_leaves_nothing_beside_it()
    {
        _bench.Http.Answer(Pictures.Png[..44]).Answer(200, "<html>busy</html>");

        var saved = await _bench.SaveAsync();

        Assert.False(saved.IsWhole);
        Assert.Equal([Path.GetFileName(saved.Path)], _bench.Folder.Names);
    }

    [Theory]
    [InlineData("<html>expired</html>", ErrorIds.DownloadWebPage, "a web page")]
    [InlineData("", ErrorIds.DownloadNotAnImage, "an empty file")]
    [InlineData("GIF89a", ErrorIds.DownloadNotAnImage, "GIF")]
    public async Task What_is_no_image_is_named_and_not_fetched_again(string body, string id, string name)
    {
        _bench.Http.Answer(200, body);

        var error = await Caught.ByAsync(id, () => _bench.SaveAsync());

        Assert.Contains(name, error.Message, StringComparison.Ordinal);
        Assert.Equal(SaveBench.Url, error.Target);
        Assert.Single(_bench.Http.Sent);
        if (body.Length == 0)
        {
            Assert.Empty(_bench.Folder.Names);
            return;
        }

        var kept = Assert.Single(_bench.Folder.Names);
        Assert.Contains(kept, error.Message, StringComparison.Ordinal);
        Assert.Equal(body, await File.ReadAllTextAsync(Path.Combine(_bench.Folder.Path, kept)));
    }

    [Fact]
    public async Task A_truncated_image_is_fetched_again()
    {
        _bench.Http.Answer(Pictures.Png[..^1]).Answer(Pictures.Png);

        Assert.Equal(Pictures.Png, await File.ReadAllBytesAsync((await _bench.SaveAsync()).Path));
        Assert.Equal(TimeSpan.FromSeconds(0.5), _bench.Time.Elapsed);
        Assert.Equal(["task-1.png"], _bench.Folder.Names);
    }

    [Fact]
    public async Task An_image_that_stays_truncated_is_saved_with_a_warning()
    {
        _bench.Http.Answer(Pictures.Png[..20]).Answer(Pictures.Png[..30]).Answer(Pictures.Png[..40]).Answer(Pictures.Png[..44]);

        var saved = await _bench.SaveAsync();

        Assert.False(saved.IsWhole);
        Assert.Equal(Pictures.Png[..44], await File.ReadAllBytesAsync(saved.Path));
        Assert.Contains("may be incomplete", Assert.Single(_bench.Log.Warnings), StringComparison.Ordinal);
        Assert.Equal(["task-1.png"], _bench.Folder.Names);
    }

    [Fact]
    public async Task The_same_bytes_twice_are_not_asked_for_a_third_time()
    {
        var noEnd = Painted.Jpeg(40, 30)[..^2];
        _bench.Http.Answer(noEnd).Answer(noEnd);

        var saved = await _bench.SaveAsync();

        Assert.True(saved.IsWhole);
        Assert.Contains("ends at byte", Assert.Single(_bench.Log.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_damaged_image_is_kept_if_the_next_try_finds_none()
    {
        _bench.Http.Answer(Pictures.Png[..44]).Answer(418, "");

        Assert.False((await _bench.SaveAsync()).IsWhole);
        Assert.Equal(["task-1.png"], _bench.Folder.Names);
    }

    [Fact]
    public async Task Faults_that_may_pass_are_tried_again()
    {
        _bench.Http.CannotConnect().Answer(503, "").Then((_, _) => Task.FromResult(BrokenBody.Reply(Pictures.Png[..30]))).Answer(Pictures.Png);

        Assert.Equal(["task-1.png"], (await _bench.SaveAsync(), _bench.Folder.Names).Names);
        Assert.Equal(TimeSpan.FromSeconds(0.5 + 1 + 2), _bench.Time.Elapsed);
    }

    [Fact]
    public async Task A_body_that_always_breaks_off_is_an_error()
    {
        for (var i = 0; i < 4; i++)
        {
            _bench.Http.Then((_, _) => Task.FromResult(BrokenBody.Reply(Pictures.Png[..30])));
        }

        var error = await FailsAsync(ErrorIds.DownloadFailed, SaveBench.Url);
        Assert.Contains(BrokenBody.Words, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made_is_named()
    {
        var file = _bench.Folder.Put("in the way", []);

        var error = await Caught.ByAsync(ErrorIds.SaveFailed, () => _bench.SaveAsync(options: _bench.Options with { Destination = Path.Combine(file, "sub") }));
        Assert.Contains(file, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stop_leaves_nothing_behind()
    {
        using var stop = new CancellationTokenSource();
        var held = _bench.Http.Hold();

        var save = _bench.SaveAsync(SaveBench.Task(SaveBench.Url), stop: stop.Token);
        await held.InFlight;
        Assert.EndsWith(".part", Assert.Single(_bench.Folder.Names), StringComparison.Ordinal);
        stop.Cancel();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => save);
        Assert.Empty(_bench.Folder.Names);
    }

    private async Task<NanoBananaException> FailsAsync(string errorId, string url)
    {
        var error = await Caught.ByAsync(errorId, () => _bench.SaveAsync(url));
        Assert.Empty(_bench.Folder.Names);
        return error;
    }
}
