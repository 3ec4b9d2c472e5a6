using NanoBanana.Client.Compatibility;
using NanoBanana.Client.Downloads;
using NanoBanana.Client.Tests.Support;

namespace NanoBanana.Client.Tests.Downloads;

/// <summary>Sub-folders of sources, mirrored on request.</summary>
public sealed class MirrorTests : IDisposable
{
    private readonly SaveBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Theory]
    [InlineData("{root}/a.jpg", "")]
    [InlineData("{root}/2024/summer/a.jpg", "2024/summer")]
    [InlineData("2024/a.jpg", "2024")]
    [InlineData("./2024/../2025/a.jpg", "2025")]
    [InlineData("{root}/with space. /con/a.jpg", "with space/_con")]
    public async Task A_result_goes_where_its_source_lies(string source, string folder)
    {
        var root = Path.Combine(_bench.Folder.Path, "photos");
        _bench.Http.Answer(Pictures.Png);

        var saved = await SaveAsync(source.Replace("{root}", root, StringComparison.Ordinal), new SourceTree(root, root));

        Assert.Equal(Path.Combine(_bench.Folder.Path, "out", folder, "a.png"), saved.Path);
        Assert.Empty(_bench.Log.Warnings);
    }

    [Fact]
    public async Task Relative_sources_are_relative_to_where_the_user_is()
    {
        _bench.Http.Answer(Pictures.Png);

        var saved = await SaveAsync("photos/2024/a.jpg", new SourceTree(Path.Combine(_bench.Folder.Path, "photos"), _bench.Folder.Path));

        Assert.Equal(Path.Combine(_bench.Folder.Path, "out", "2024", "a.png"), saved.Path);
    }

    [Fact]
    public async Task A_source_elsewhere_goes_to_the_destination_and_is_reported()
    {
        _bench.Http.Answer(Pictures.Png);

        var saved = await SaveAsync("/somewhere/else/a.jpg", new SourceTree(_bench.Folder.Path, _bench.Folder.Path));

        Assert.Equal(Path.Combine(_bench.Folder.Path, "out", "a.png"), saved.Path);
        Assert.Contains("/somewhere/else/a.jpg", Assert.Single(_bench.Log.Warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://cdn.example.com/2024/a.jpg")]
    [InlineData(null)]
    public async Task Without_a_local_source_it_goes_to_the_destination(string? source)
    {
        _bench.Http.Answer(Pictures.Png);

        var saved = await SaveAsync(source, new SourceTree(_bench.Folder.Path, _bench.Folder.Path));

        Assert.Equal(Path.Combine(_bench.Folder.Path, "out"), Path.GetDirectoryName(saved.Path));
        Assert.Empty(_bench.Log.Warnings);
    }

    private Task<SavedImage> SaveAsync(string? source, SourceTree tree) => _bench.SaveAsync(
        SaveBench.Task(SaveBench.Url) with { Request = new ImageRequest { Sources = source is null ? [] : [source] } },
        new SaveOptions { Destination = Path.Combine(_bench.Folder.Path, "out"), Mirror = tree });
}
