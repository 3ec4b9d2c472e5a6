using NanoBanana.Client.Submitting;
using NanoBanana.Journal.Tests.Support;

namespace NanoBanana.Journal.Tests.Content;

/// <summary>The same work has the same key, and other work another.</summary>
public sealed class WorkKeyTests
{
    private const string Url = "https://bucket.s3.amazonaws.com/a.png?versionId=3&X-Amz-Date=20261005T120000Z&X-Amz-Signature=";
    private const string Azure = "https://acct.blob.core.windows.net/c/a.png?snapshot=1&sv=2025-01-05&se=2026-10-05T12%3A00%3A00Z&sr=b&sp=r&sig=";
    private const string Google = "https://storage.googleapis.com/b/a.png?generation=7&X-Goog-Expires=900&X-Goog-Signature=";

    [Fact]
    public void PathAndNameOfAFileDoNotMatterItsContentDoes()
    {
        using var world = new TestEnvironment();
        var here = Of(world, Edit(world.Picture("a.png", 1)));

        Assert.Equal(here, Of(world, Edit(world.Picture("other/place/ö.jpg.png", 1))));
        Assert.NotEqual(here, Of(world, Edit(world.Picture("b.png", 2))));
    }

    [Theory]
    [InlineData(Url)]
    [InlineData(Azure)]
    [InlineData(Google)]
    public void TheSignatureOfAUrlDoesNotMatterTheRestDoes(string url)
    {
        using var world = new TestEnvironment();
        var one = Of(world, Linked(url + "abc"));

        Assert.Equal(one, Of(world, Linked(url + "def")));
        Assert.NotEqual(one, Of(world, Linked(url.Replace("a.png", "b.png", StringComparison.Ordinal) + "abc")));
        Assert.NotEqual(one, Of(world, Linked(url.Replace("?v", "?w", StringComparison.Ordinal).Replace("?s", "?t", StringComparison.Ordinal).Replace("?g", "?h", StringComparison.Ordinal) + "abc")));
    }

    [Fact]
    public void EverythingThatIsAskedForMatters()
    {
        using var world = new TestEnvironment();
        var a = SourceImage.FromFile(world.Picture("a.png", 1));
        var b = SourceImage.FromFile(world.Picture("b.png", 2));
        var plain = new ImageRequest { Prompt = "a fox" };
        ImageRequest[] all =
        [
            plain,
            plain with { Prompt = "a fox " },
            plain with { AspectRatio = "16:9" },
            plain with { AspectRatio = "9:16" },
            plain with { OutputFormat = "jpeg" },
            plain with { Resolution = "2K" },
            plain with { Model = "google/nano-banana-v2" },
            plain with { Variant = 2 },
            plain with { Take = 2 },
            plain with { Combine = true },
            plain with { Fit = true },
            plain with { Options = Options(("seed", 1)) },
            plain with { Options = Options(("seed", 2)) },
            plain with { Options = Options(("seed", 1), ("style", 2)) },
            plain with { Sources = [a] },
            plain with { Sources = [a, b] },
            plain with { Sources = [b, a] },
            plain with { Sources = [a, a] },
        ];
        var prints = all.Select(request => Of(world, request)).ToList();
        prints.Add(Of(world, plain, ProviderNames.Pixazo));
        prints.Add(Of(world, plain with { Count = 2 }, ProviderNames.Pixazo));
        prints.Add(Of(world, plain with { Inline = true, Count = 3 }, ProviderNames.Pixazo));
        prints.Add(Of(world, plain, ProviderNames.NanoBananaApi));
        prints.Add(Of(world, plain with { Watermark = "me" }, ProviderNames.NanoBananaApi));
        prints.Add(Of(world, plain, ProviderNames.AigptImage));
        prints.Add(Of(world, plain with { DisableSafetyCheck = true }, ProviderNames.AigptImage));

        Assert.Equal(prints.Count, prints.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void TheOrderOfOptionsDoesNotMatterNorDoWhatDefaultsFillIn()
    {
        using var world = new TestEnvironment();
        var request = new ImageRequest { Prompt = "a fox" };

        Assert.Equal(Of(world, request with { Options = Options(("a", 1), ("b", 2)) }), Of(world, request with { Options = Options(("b", 2), ("a", 1)) }));
        Assert.Equal(Of(world, request with { OutputFormat = "jpg" }), Of(world, request with { OutputFormat = "JPEG" }));
        Assert.Equal(Of(world, request with { Count = 1 }, ProviderNames.Pixazo), Of(world, request, ProviderNames.Pixazo));
        Assert.Equal(
            Of(world, request),
            world.Client(world.Profile(ProviderNames.Crun, each => each with { Name = "q", AspectRatio = "16:9", Model = "google/nano-banana-v2" })).Prepare(request).WorkKey());
    }

    private static string Of(TestEnvironment world, ImageRequest request, string provider = ProviderNames.Crun) =>
        world.Client(world.Profile(provider)).Prepare(request).WorkKey();

    private static ImageRequest Edit(string path) => new() { Prompt = "a fox", Sources = [SourceImage.FromFile(path)] };

    private static ImageRequest Linked(string url) => new() { Prompt = "a fox", Sources = [SourceImage.FromUrl(url)] };

    private static Dictionary<string, object?> Options(params (string Name, int Value)[] options) =>
        options.ToDictionary(option => option.Name, option => (object?)option.Value, StringComparer.Ordinal);
}
