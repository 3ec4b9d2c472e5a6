using NanoBanana.Client.Gateways;
using NanoBanana.Client.Tests.Support;

namespace NanoBanana.Client.Tests.Http;

public sealed class RetryAfterTests
{
    private static readonly FakeTime Time = new();

    [Theory]
    [InlineData("0", 0)]
    [InlineData("17", 17)]
    [InlineData(" 2.5 ", 2.5)]
    [InlineData("3600", 3600)]
    [InlineData("Mon, 05 Oct 2026 12:00:20 GMT", 20)]
    public void The_header_is_read(string header, double seconds)
    {
        var wait = RetryAfter.Read(Wire.Reply("{}", 429, header), Time);

        Assert.Equal(TimeSpan.FromSeconds(seconds), wait);
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("1e300")]
    [InlineData("3601")]
    [InlineData("99999999999999999999")]
    [InlineData("soon")]
    [InlineData("")]
    [InlineData("Mon, 05 Oct 2026 11:59:59 GMT")]
    [InlineData("Mon, 05 Oct 2026 13:00:01 GMT")]
    [InlineData("Fri, 31 Dec 9999 23:59:59 GMT")]
    public void Nonsense_is_no_word(string header) => Assert.Null(RetryAfter.Read(Wire.Reply("{}", 429, header), Time));

    [Theory]
    [InlineData("17", 17)]
    [InlineData("\"17\"", 17)]
    [InlineData("0.25", 0.25)]
    public void The_body_is_read(string value, double seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), RetryAfter.Read(Wire.Reply(Body(value), 429), Time));

    [Theory]
    [InlineData("-17")]
    [InlineData("\"NaN\"")]
    [InlineData("1e300")]
    [InlineData("86400")]
    [InlineData("null")]
    [InlineData("[17]")]
    [InlineData("true")]
    public void Nonsense_in_the_body_is_no_word(string value) => Assert.Null(RetryAfter.Read(Wire.Reply(Body(value), 429), Time));

    [Fact]
    public void The_header_counts_before_the_body() =>
        Assert.Equal(TimeSpan.FromSeconds(3), RetryAfter.Read(Wire.Reply(Body("17"), 429, "3"), Time));

    private static string Body(string value) => """{"data":{"retryAfter":""" + value + "}}";
}
