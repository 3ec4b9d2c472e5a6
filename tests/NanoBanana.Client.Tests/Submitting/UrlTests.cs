using NanoBanana.Client.Compatibility;
using NanoBanana.Client.Tests.Support;

namespace NanoBanana.Client.Tests.Submitting;

/// <summary>https everywhere; http only from an emulator's profile to this machine.</summary>
public sealed class UrlTests
{
    [Theory]
    [InlineData("http://example.com/a.png", "only https is allowed")]
    [InlineData("http://127.0.0.1/a.png", "only for a profile of an emulator")]
    [InlineData("http://localhost:99/a.png", "only for a profile of an emulator")]
    [InlineData("ftp://example.com/a.png", "'ftp' is not https")]
    [InlineData("file:///etc/passwd", "'file' is not https")]
    [InlineData("https://me:pw@example.com/a.png", "user name or password")]
    [InlineData("data:image/png;base64,AAAA", "give a file or a URL")]
    [InlineData("https://a\uFFFDb.example/a.png", "its host is not a name")]
    public void Other_addresses_cannot_be_sources_or_callbacks(string url, string why)
    {
        using var bench = new Bench(ProviderNames.Crun);

        var source = Caught.By(ErrorIds.InvalidImageUrl, () => bench.Prepare("x", SourceImage.FromUrl(url)));
        var callback = Caught.By(ErrorIds.InvalidCallbackUrl, () => bench.Prepare(new ImageRequest { Prompt = "x", CallbackUrl = new Uri(url) }));

        Assert.Contains(why, source.Message, StringComparison.Ordinal);
        Assert.Equal(url.Replace("me:pw@", "********@", StringComparison.Ordinal), source.Target);
        Assert.Contains(why, callback.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://127.0.0.1:8080/crun", "http://127.0.0.1:8080/a.png")]
    [InlineData("http://localhost:8080/crun", "http://127.0.0.2/a.png")]
    [InlineData("http://[::1]:8080/crun", "http://[::1]/a.png")]
    public void An_emulators_profile_may_use_http_on_this_machine(string baseUri, string url)
    {
        using var bench = new Bench(ProviderNames.Crun, profile => profile with { BaseUri = new Uri(baseUri) });

        var request = bench.Prepare(new ImageRequest { Prompt = "x", Sources = [SourceImage.FromUrl(url)], CallbackUrl = new Uri(url) });

        Assert.Equal(url, request.Sent.CallbackUrl!.AbsoluteUri);
    }

    [Theory]
    [InlineData("http://127.0.0.1.evil.example/a.png")]
    [InlineData("http://10.0.0.1/a.png")]
    [InlineData("http://0.0.0.0/a.png")]
    public void An_emulators_profile_may_not_use_http_elsewhere(string url)
    {
        using var bench = new Bench(ProviderNames.Crun, profile => profile with { BaseUri = new Uri("http://127.0.0.1:8080/crun") });

        Caught.By(ErrorIds.InvalidImageUrl, () => bench.Prepare("x", SourceImage.FromUrl(url)));
    }

    [Theory]
    [InlineData("photo.png")]
    [InlineData("")]
    [InlineData("https://")]
    public void A_text_that_is_not_an_absolute_url_is_reported_at_once(string url) => Caught.By(ErrorIds.InvalidImageUrl, () => SourceImage.FromUrl(url));

    [Fact]
    public void A_relative_callback_is_no_url()
    {
        using var bench = new Bench(ProviderNames.Crun);

        Caught.By(ErrorIds.InvalidCallbackUrl, () => bench.Prepare(new ImageRequest { Prompt = "x", CallbackUrl = new Uri("/hook", UriKind.Relative) }));
    }
}
