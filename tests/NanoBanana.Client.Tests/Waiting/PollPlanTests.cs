using NanoBanana.Client.Waiting;

namespace NanoBanana.Client.Tests.Waiting;

public sealed class PollPlanTests
{
    [Theory]
    [InlineData(0, 0, 0, 1)]
    [InlineData(0.4, 0, 0, 0.6)]
    [InlineData(1, 0, 0, 0.5)]
    [InlineData(0.1, 1, 0, 0.5)]
    [InlineData(6, 3, 0, 2)]
    [InlineData(24, 9, 0, 8)]
    [InlineData(100_000, 9, 0, 8)]
    [InlineData(6, 3, 1, 4)]
    [InlineData(6, 3, 3, 16)]
    [InlineData(6, 3, 99, 16)]
    public void The_wait_follows_age_and_faults(double age, int queries, int failures, double seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), PollPlan.Next(TimeSpan.FromSeconds(age), queries, failures));
}
