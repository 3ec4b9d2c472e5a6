using System.Net;
using NanoBanana.Client.Downloads;

namespace NanoBanana.Client.Tests.Downloads;

/// <summary>Which addresses count as public: the registries' special networks do not, nor do addresses that represent one of them.</summary>
public sealed class AddressRuleTests
{
    private const string Public = "public";
    private const string IfPrivate = "if private is allowed";
    private const string IfLoopback = "if loopback is allowed";
    private const string Never = "never";

    [Theory]
    [InlineData("8.8.8.8", Public)]
    [InlineData("172.15.255.255", Public)]
    [InlineData("172.32.0.1", Public)]
    [InlineData("100.63.255.255", Public)]
    [InlineData("100.128.0.0", Public)]
    [InlineData("198.17.255.255", Public)]
    [InlineData("198.20.0.0", Public)]
    [InlineData("223.255.255.255", Public)]
    [InlineData("2606:4700::1111", Public)]
    [InlineData("2a00:1450:4001::200e", Public)]
    [InlineData("127.0.0.1", IfLoopback)]
    [InlineData("127.255.255.254", IfLoopback)]
    [InlineData("::1", IfLoopback)]
    [InlineData("10.0.0.1", IfPrivate)]
    [InlineData("172.16.0.1", IfPrivate)]
    [InlineData("172.31.255.255", IfPrivate)]
    [InlineData("192.168.1.1", IfPrivate)]
    [InlineData("169.254.169.254", IfPrivate)]
    [InlineData("100.64.0.1", IfPrivate)]
    [InlineData("100.127.255.255", IfPrivate)]
    [InlineData("198.18.0.1", IfPrivate)]
    [InlineData("198.19.255.255", IfPrivate)]
    [InlineData("192.0.0.8", IfPrivate)]
    [InlineData("fc00::1", IfPrivate)]
    [InlineData("fd12:3456:789a::1", IfPrivate)]
    [InlineData("fe80::1", IfPrivate)]
    [InlineData("fec0::1", IfPrivate)]
    [InlineData("64:ff9b:1::1", IfPrivate)]
    [InlineData("2001:2::1", IfPrivate)]
    [InlineData("::ffff:8.8.8.8", IfPrivate)]
    [InlineData("::ffff:10.0.0.1", IfPrivate)]
    [InlineData("::ffff:0:10.0.0.1", IfPrivate)]
    [InlineData("::10.0.0.1", IfPrivate)]
    [InlineData("64:ff9b::808:808", IfPrivate)]
    [InlineData("64:ff9b::a00:1", IfPrivate)]
    [InlineData("2002:a00:1::1", IfPrivate)]
    [InlineData("2001:0:4136:e378:8000:63bf:f5ff:fffe", IfPrivate)]
    [InlineData("::ffff:127.0.0.1", Never)]
    [InlineData("64:ff9b::7f00:1", Never)]
    [InlineData("2002:7f00:1::", Never)]
    [InlineData("2001:0:4136:e378:8000:63bf:80ff:fffe", Never)]
    [InlineData("::ffff:0.0.0.0", Never)]
    [InlineData("0.0.0.0", Never)]
    [InlineData("0.1.2.3", Never)]
    [InlineData("192.0.2.1", Never)]
    [InlineData("198.51.100.1", Never)]
    [InlineData("203.0.113.1", Never)]
    [InlineData("224.0.0.1", Never)]
    [InlineData("239.255.255.250", Never)]
    [InlineData("240.0.0.1", Never)]
    [InlineData("255.255.255.255", Never)]
    [InlineData("192.88.99.1", Never)]
    [InlineData("::", Never)]
    [InlineData("100::1", Never)]
    [InlineData("2001:db8::1", Never)]
    [InlineData("2001:10::1", Never)]
    [InlineData("2001:20::1", Never)]
    [InlineData("3fff::1", Never)]
    [InlineData("5f00::1", Never)]
    [InlineData("ff02::1", Never)]
    [InlineData("1234::1", Never)]
    public void An_address_is_allowed(string address, string when)
    {
        bool Allows(bool loopback, bool isPrivate) => new AddressRule(loopback, isPrivate).Problem(IPAddress.Parse(address)) is null;

        Assert.Equal(
            (when is Public, when is Public or IfPrivate, when is Public or IfLoopback),
            (Allows(loopback: false, isPrivate: false), Allows(loopback: false, isPrivate: true), Allows(loopback: true, isPrivate: false)));
    }

    [Fact]
    public void What_embeds_loopback_is_loopback_where_both_are_allowed() =>
        Assert.Null(new AddressRule(AllowLoopback: true, AllowPrivate: true).Problem(IPAddress.Parse("64:ff9b::7f00:1")));

    [Fact]
    public void A_problem_names_the_kind() =>
        Assert.Equal("a private address of a carrier (CGNAT)", new AddressRule(AllowLoopback: false, AllowPrivate: false).Problem(IPAddress.Parse("100.64.0.1")));
}
