using System.Net;
using NanoBanana.Client.Callbacks;
using NanoBanana.Client.Compatibility;
using NanoBanana.Client.Tests.Support;

namespace NanoBanana.Client.Tests.Callbacks;

/// <summary>Where a listener is bound, and the addresses that it gives out.</summary>
public sealed class ListenerAddressTests
{
    [Theory]
    [InlineData("https://me.example/hooks", null, "127.0.0.1", 8787)]
    [InlineData("http://127.0.0.1:9000/hooks", null, "127.0.0.1", 9000)]
    [InlineData("https://me.example/", "http://127.0.0.2:80/", "127.0.0.2", 80)]
    [InlineData("https://me.example/", "http://[::1]:8000", "::1", 8000)]
    [InlineData("https://me.example/", "http://0.0.0.0:8000", "0.0.0.0", 8000)]
    [InlineData("https://me.example/", "http://+:8000/", "0.0.0.0", 8000)]
    [InlineData("https://me.example/", "http://*:8000/", "0.0.0.0", 8000)]
    [InlineData("https://me.example/", "http://localhost:8000/", "127.0.0.1", 8000)]
    public void It_is_bound_to_loopback_by_default(string publicUri, string? prefix, string address, int port)
    {
        var read = ListenerPrefix.Of(new CallbackListenerOptions { PublicUri = new Uri(publicUri), Prefix = prefix });

        Assert.Equal((IPAddress.Parse(address), port), (read.Addresses[0], read.Port));
        Assert.Equal(IPAddress.IsLoopback(read.Addresses[0]), read.IsLoopback);
    }

    [Theory]
    [InlineData("8787")]
    [InlineData("https://127.0.0.1:8787/")]
    [InlineData("http://me.example:8787/")]
    [InlineData("http://127.0.0.1:8787/hooks/")]
    [InlineData("http://u:p@127.0.0.1:8787/")]
    [InlineData("")]
    public void Other_prefixes_are_refused(string prefix) => Caught.By(
        ErrorIds.InvalidListenerPrefix,
        () => ListenerPrefix.Of(new CallbackListenerOptions { PublicUri = new Uri("https://me.example/"), Prefix = prefix }));

    [Theory]
    [InlineData("http://me.example/hooks", "only https")]
    [InlineData("https://u:p@me.example/hooks", "user name")]
    [InlineData("https://me.example/hooks?x=1", "query")]
    [InlineData("ftp://me.example/", "not https")]
    [InlineData("/hooks", "absolute")]
    public void Other_public_addresses_are_refused(string uri, string why)
    {
        var error = Caught.By(ErrorIds.InvalidCallbackUrl, () => ListenerPrefix.Of(new CallbackListenerOptions { PublicUri = new Uri(uri, UriKind.RelativeOrAbsolute) }));

        Assert.Contains(why, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_taken_port_is_an_error_that_names_it()
    {
        using var bench = new ListenerBench();
        var taken = bench.Listener.Prefix;

        var error = Caught.By(ErrorIds.CallbackListenerNotStarted, () => CallbackListener.Start(new CallbackListenerOptions { PublicUri = new Uri(taken) }));

        Assert.Contains(taken, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_provider_gets_a_secret_of_its_own_each_time()
    {
        using var one = new ListenerBench();
        using var other = new ListenerBench();
        var urls = CallbackReader.Providers.SelectMany(provider => new[] { one, other }.Select(bench => bench.Listener.UrlFor(provider))).ToList();

        Assert.Equal(8, urls.Select(url => url.Segments[^1]).Distinct(StringComparer.Ordinal).Count());
        Assert.All(urls, url => Assert.Matches("/hooks/[a-z]+/nbcb_[A-Za-z0-9_-]{43}$", url.AbsolutePath));
    }
}
