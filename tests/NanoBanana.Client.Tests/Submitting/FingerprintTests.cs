using NanoBanana.Client.Submitting;
using NanoBanana.Client.Tests.Support;

namespace NanoBanana.Client.Tests.Submitting;

/// <summary>With the fingerprint of version 0.1.0 a run finds what was paid for under it: the same work has the same one, and other work another or none.</summary>
public sealed class FingerprintTests
{
    private static readonly SourceImage Url = SourceImage.FromUrl("https://example.com/a.png");
    private static readonly ImageRequest Plain = new() { Prompt = "a fox" };

    [Fact]
    public void What_version_0_1_0_could_not_ask_for_has_none()
    {
        ImageRequest[] newer =
        [
            Plain with { Take = 2 },
            Plain with { Variant = 2 },
            Plain with { Model = "nano-banana-2", WebSearch = true },
            Plain with { Model = "nano-banana-2", References = [Url] },
            Plain with { Model = "nano-banana-2", Economy = true },
        ];

        Assert.All(newer, request => Assert.Null(Of(ProviderNames.Pixazo, request)));
        Assert.NotNull(Of(ProviderNames.Pixazo, Plain));
    }

    [Fact]
    public void The_work_of_several_gateways_has_none()
    {
        using var bench = new Bench(ProviderNames.Crun);
        var request = bench.Prepare(Plain);

        Assert.Null(Fingerprint.Of(request with { Providers = [ProviderNames.Crun, ProviderNames.Apikley] }));
        Assert.Equal(Fingerprint.Of(request), Fingerprint.Of(request with { Providers = [ProviderNames.Crun] }));
    }

    [Fact]
    public void Everything_that_was_sent_matters()
    {
        using var folder = new TempFolder();
        var (a, b) = (SourceImage.FromFile(folder.Put("a.png", Pictures.Png)), SourceImage.FromFile(folder.Put("b.png", PngBytes.Pixel(7))));
        List<string?> all =
        [
            Of(ProviderNames.Pixazo, Plain),
            Of(ProviderNames.Pixazo, Plain with { Count = 2 }),
            Of(ProviderNames.Pixazo, Plain with { Count = 3 }),
            Of(ProviderNames.Pixazo, Plain with { Sources = [a] }),
            Of(ProviderNames.Pixazo, Plain with { Sources = [b] }),
            Of(ProviderNames.Pixazo, Plain with { Sources = [Url] }),
            Of(ProviderNames.AigptImage, Plain),
            Of(ProviderNames.AigptImage, Plain with { DisableSafetyCheck = true }),
            Of(ProviderNames.NanoBananaApi, Plain),
            Of(ProviderNames.NanoBananaApi, Plain with { Watermark = "me" }),
            Of(ProviderNames.Crun, Plain),
            Of(ProviderNames.Crun, Plain with { AspectRatio = "16:9" }),
        ];

        Assert.DoesNotContain(null, all);
        Assert.Equal(all.Count, all.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void One_image_is_what_is_made_if_no_number_is_named() =>
        Assert.Equal(Of(ProviderNames.Pixazo, Plain), Of(ProviderNames.Pixazo, Plain with { Count = 1 }));

    private static string? Of(string provider, ImageRequest request)
    {
        using var bench = new Bench(provider);
        return Fingerprint.Of(bench.Prepare(request));
    }
}
