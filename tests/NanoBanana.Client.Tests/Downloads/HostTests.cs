using System.Net;
using NanoBanana.Client.Compatibility;
using NanoBanana.Client.Downloads;
using NanoBanana.Client.Tests.Support;

namespace NanoBanana.Client.Tests.Downloads;

/// <summary>Hosts that are not what they seem: the address is checked when the connection is made, on every redirect.</summary>
public sealed class HostTests
{
    private const string Evil = "evil.example";
    private const string Good = "93.184.216.34";

    /// <summary>The first four fooled another client.</summary>
    public static TheoryData<string> Hosts { get; } =
    [
        "[::ffff:127.0.0.1]", "100.64.0.1", "198.18.0.1", "[64:ff9b::7f00:1]",
        "127.0.0.1", "127.1", "0x7f.0.0.1", "0177.0.0.1", "2130706433", "0", "[::1]", "[::]", "10.0.0.1", "172.16.0.1", "192.168.0.1",
        "169.254.169.254", "[fe80::1]", "[fd00::1]", "[2002:7f00:1::]", "[::127.0.0.1]", "[2001:0:4136:e378:8000:63bf:80ff:fffe]", "255.255.255.255",
        "127.0.0.1.", "[::ffff:a9fe:a9fe]", "\u2460\u2461\u2466.0.0.1",
    ];

    [Theory]
    [MemberData(nameof(Hosts))]
    public async Task An_address_in_the_url_is_refused(string host)
    {
        using var bench = new SaveBench();
        using var wiring = new Wiring(AddressRule.Of(bench.Profile));

        await RefusedAsync(bench, wiring, $"https://{host}/latest/meta-data");
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("10.1.2.3")]
    [InlineData("169.254.169.254")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("100.64.0.1")]
    [InlineData("198.18.0.1")]
    [InlineData("64:ff9b::7f00:1")]
    [InlineData("::1")]
    [InlineData("10.0.0.1 127.0.0.1 fe80::1")]
    public async Task A_name_for_such_an_address_is_refused(string answer)
    {
        using var bench = new SaveBench();
        using var wiring = new Wiring(AddressRule.Of(bench.Profile)).Name(Evil, answer);

        var error = await RefusedAsync(bench, wiring, $"https://{Evil}/out.png");
        Assert.Contains(answer.Split(' ')[0], error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Hosts))]
    public async Task A_redirect_to_such_a_host_is_refused(string host)
    {
        using var bench = new SaveBench();
        bench.Http.Answer(302, "", ("Location", $"https://{host}/secret"));

        await Caught.ByAsync(ErrorIds.DownloadAddressRefused, () => bench.SaveAsync());

        Assert.Single(bench.Http.Sent);
        Assert.Empty(bench.Folder.Names);
    }

    [Fact]
    public async Task Among_several_addresses_only_the_public_ones_are_connected_to()
    {
        using var bench = new SaveBench();
        using var wiring = new Wiring(AddressRule.Of(bench.Profile)).Name(Evil, $"127.0.0.1 {Good} 10.0.0.1 2606:4700::1111");

        await Caught.ByAsync(ErrorIds.DownloadFailed, () => bench.SaveAsync($"https://{Evil}/out.png", http: wiring.Http));

        Assert.Equal([Good + ":443", "2606:4700::1111:443"], wiring.Opened.Distinct());
    }

    [Fact]
    public async Task An_answer_that_changes_is_checked_again_and_never_used_unchecked()
    {
        using var bench = new SaveBench();
        using var wiring = new Wiring(AddressRule.Of(bench.Profile)).Name(Evil, Good, "127.0.0.1");

        // the first connection breaks, the second attempt resolves again
        await Caught.ByAsync(ErrorIds.DownloadAddressRefused, () => bench.SaveAsync($"https://{Evil}/out.png", http: wiring.Http));

        Assert.Equal([Good + ":443"], wiring.Opened);
        Assert.Equal([Evil, Evil], wiring.Asked);
    }

    [Fact]
    public async Task A_profile_can_allow_private_addresses_but_not_loopback()
    {
        using var bench = new SaveBench(change: profile => profile with { AllowPrivateAddress = true });
        using var wiring = new Wiring(AddressRule.Of(bench.Profile)).Name("nas.example", "192.168.7.7").Name(Evil, "127.0.0.1");

        await Caught.ByAsync(ErrorIds.DownloadFailed, () => bench.SaveAsync("https://nas.example/out.png", http: wiring.Http));
        await Caught.ByAsync(ErrorIds.DownloadAddressRefused, () => bench.SaveAsync($"https://{Evil}/out.png", http: wiring.Http));

        Assert.Equal("192.168.7.7:443", Assert.Single(wiring.Opened.Distinct()));
    }

    [Fact]
    public async Task A_proxy_may_lie_anywhere_but_an_address_in_the_url_is_checked_before_it_is_asked()
    {
        using var bench = new SaveBench();
        using var wiring = new Wiring(AddressRule.Of(bench.Profile), new WebProxy("http://proxy.corp:3128")).Name("proxy.corp", "10.0.0.3");

        await Caught.ByAsync(ErrorIds.ProxyRefused, () => bench.SaveAsync("https://cdn.example.com/out.png", http: wiring.Http));
        Assert.Equal("10.0.0.3:3128", Assert.Single(wiring.Opened.Distinct()));

        await Caught.ByAsync(ErrorIds.DownloadAddressRefused, () => bench.SaveAsync("https://10.0.0.3/out.png", http: wiring.Http));
        Assert.Equal("10.0.0.3:3128", Assert.Single(wiring.Opened.Distinct()));
    }

    private static async Task<NanoBananaException> RefusedAsync(SaveBench bench, Wiring wiring, string url)
    {
        var error = await Caught.ByAsync(ErrorIds.DownloadAddressRefused, () => bench.SaveAsync(url, http: wiring.Http));

        Assert.Empty(wiring.Opened);
        Assert.Empty(bench.Folder.Names);
        Assert.Equal(ErrorKind.SecurityError, error.Kind);
        return error;
    }
}
