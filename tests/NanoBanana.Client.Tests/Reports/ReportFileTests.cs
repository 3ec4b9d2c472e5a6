using NanoBanana.Client.Compatibility;
using NanoBanana.Client.Reports;
using NanoBanana.Client.Tests.Support;

namespace NanoBanana.Client.Tests.Reports;

/// <summary>The file appears whole or not at all, and replaces nothing unasked.</summary>
public sealed class ReportFileTests : IDisposable
{
    private readonly ReportBench _bench = new();

    [Fact]
    public async Task A_file_that_exists_is_left_as_it_is()
    {
        await File.WriteAllTextAsync(_bench.Path, "mine");

        await Caught.ByAsync(ErrorIds.ReportExists, () => _bench.WriteAsync(ReportBench.Item(ReportBench.Task())));

        Assert.Equal("mine", await File.ReadAllTextAsync(_bench.Path));
        Assert.Equal(["batch.html"], _bench.Folder.Names);
    }

    [Fact]
    public async Task A_file_that_comes_meanwhile_is_left_as_it_is()
    {
        var options = _bench.Options with { Progress = _ => File.WriteAllText(_bench.Path, "mine") };

        await Caught.ByAsync(ErrorIds.ReportExists, () => _bench.WriteAsync(options, ReportBench.Item(ReportBench.Task())));

        Assert.Equal("mine", await File.ReadAllTextAsync(_bench.Path));
        Assert.Equal(["batch.html"], _bench.Folder.Names);
    }

    [Fact]
    public async Task Force_replaces_it_and_leaves_nothing_beside()
    {
        await File.WriteAllTextAsync(_bench.Path, "mine");

        var html = await _bench.WriteAsync(_bench.Options with { Force = true }, ReportBench.Item(ReportBench.Task()));

        Assert.StartsWith("<!DOCTYPE html>", html, StringComparison.Ordinal);
        Assert.Equal(["batch.html"], _bench.Folder.Names);
    }

    [Fact]
    public async Task A_stop_leaves_nothing()
    {
        using var stop = new CancellationTokenSource();
        var options = _bench.Options with { Progress = _ => stop.Cancel() };
        var items = Enumerable.Repeat(ReportBench.Item(ReportBench.Task()), 20).ToList();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ReportWriter.WriteAsync(items, options, stop.Token));

        Assert.Empty(_bench.Folder.Names);
    }

    [Fact]
    public async Task A_folder_is_made_and_one_that_cannot_be_is_an_error()
    {
        var deep = Path.Combine(_bench.Folder.Path, "a", "b", "batch.html");
        await _bench.WriteAsync(_bench.Options with { Path = deep }, ReportBench.Item(ReportBench.Task()));
        var below = Path.Combine(deep, "c.html");

        await Caught.ByAsync(ErrorIds.ReportNotWritten, () => _bench.WriteAsync(_bench.Options with { Path = below }, ReportBench.Item(ReportBench.Task())));

        Assert.True(File.Exists(deep));
    }

    [Fact]
    public async Task Many_pictures_are_shown_smaller()
    {
        var picture = _bench.Picture("a.png", PngBytes.Make(600, 600));
        var seen = 0;

        var html = await _bench.WriteAsync(_bench.Options with { Progress = done => seen = done }, [.. Enumerable.Repeat(ReportBench.Item(ReportBench.Task(), picture), 201)]);

        Assert.Equal(201, seen);
        Assert.Contains("width=\"320\" height=\"320\"", html, StringComparison.Ordinal);
        Assert.DoesNotContain("width=\"480\"", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/r/batch.html", "/r/out/a.png", "./out/a.png")]
    [InlineData("/r/batch.html", "/r/a.png", "./a.png")]
    [InlineData("/r/x/batch.html", "/r/y/a b.png", "../y/a%20b.png")]
    [InlineData("/r/x/y/batch.html", "/a.png", "../../../a.png")]
    [InlineData("/batch.html", "/javascript:x", "./javascript%3Ax")]
    public void A_link_goes_from_the_report_to_the_file(string report, string file, string expected) =>
        Assert.Equal(expected, RelativeLink.To(report, file));

    public void Dispose() => _bench.Dispose();
}
