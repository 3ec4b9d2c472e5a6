namespace NanoBanana.Client.Tests.Limits;

public sealed class RateLimitTests
{
    [Theory]
    [InlineData("20/10s", 20, 10)]
    [InlineData(" 1 / s ", 1, 1)]
    [InlineData("600/m", 600, 60)]
    [InlineData("5/500ms", 5, 0.5)]
    [InlineData("3/1.5S", 3, 1.5)]
    [InlineData("100/1h", 100, 3600)]
    public void It_is_written_as_calls_in_a_time(string text, int calls, double seconds) =>
        Assert.Equal(new RateLimit(calls, TimeSpan.FromSeconds(seconds)), RateLimit.TryParse(text));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("20")]
    [InlineData("0/s")]
    [InlineData("-1/s")]
    [InlineData("1/0s")]
    [InlineData("1/25h")]
    [InlineData("1/10")]
    [InlineData("20 in 10 s")]
    [InlineData("\u0661/s")]
    public void Anything_else_is_none(string? text) => Assert.Null(RateLimit.TryParse(text));

    [Fact]
    public void Its_text_reads_back()
    {
        var limit = new RateLimit(7, TimeSpan.FromSeconds(2.5));
        Assert.Equal(limit, RateLimit.TryParse(limit.ToString()));
    }
}
