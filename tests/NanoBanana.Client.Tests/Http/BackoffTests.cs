using NanoBanana.Client.Http;

namespace NanoBanana.Client.Tests.Http;

public sealed class BackoffTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 2)]
    [InlineData(2, 4)]
    [InlineData(4, 16)]
    [InlineData(5, 30)]
    [InlineData(1000, 30)]
    public void Waits_double_up_to_half_a_minute(int attempt, double seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), Backoff.Wait(Second, attempt, asked: null, random: 0));

    [Fact]
    public void Jitter_takes_away_up_to_half() =>
        Assert.Equal(TimeSpan.FromSeconds(3), Backoff.Wait(Second, attempt: 2, asked: null, random: 0.5));

    [Theory]
    [InlineData(7, 7)]
    [InlineData(0.1, 1)]
    public void The_gateways_word_counts_where_it_is_longer(double asked, double seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), Backoff.Wait(Second, attempt: 0, TimeSpan.FromSeconds(asked), random: 0));
}
