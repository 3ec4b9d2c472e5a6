using System.Threading.RateLimiting;
using NanoBanana.Client.Limits;

namespace NanoBanana.Client.Tests.Limits;

/// <summary>What a limiter learns from a refusal: how much less goes, for how long, and when it forgets.</summary>
public sealed class LearnedRateTests
{
    private const int Unlimited = 200;

    private static readonly TimeSpan Stretch = TimeSpan.FromSeconds(10);

    private readonly FakeTime _time = new();

    [Fact]
    public async Task Half_of_what_was_refused_goes_and_a_quarter_of_it_more_each_ten_seconds_until_twice_of_it_goes()
    {
        using var limiter = new SlidingLimiter([], _time);
        await PassAsync(limiter, 40);
        limiter.Refused(TimeSpan.Zero, stated: null);

        Assert.Equal([0, 25, 30, 35, 40, 45, 50, 55, 60, 65, 70, 75, Unlimited], EachStretch(limiter, 13));
    }

    [Fact]
    public async Task Of_six_that_were_refused_five_go_and_of_five_all()
    {
        using var six = new SlidingLimiter([], _time);
        await PassAsync(six, 6);
        six.Refused(TimeSpan.Zero, stated: null);
        using var five = new SlidingLimiter([], _time);
        await PassAsync(five, 5);
        five.Refused(TimeSpan.Zero, stated: null);

        Assert.Equal(Unlimited, Count(five));
        Assert.Equal([0, 6, 7, 8, 9, 10, 11, Unlimited], EachStretch(six, 8));
    }

    [Theory]
    [InlineData(10_000, 18)]
    [InlineData(10_001, Unlimited)]
    public async Task Only_what_was_sent_in_the_last_ten_seconds_counts(int milliseconds, int passes)
    {
        using var limiter = new SlidingLimiter([], _time);
        await PassAsync(limiter, 40);
        _time.Advance(TimeSpan.FromMilliseconds(milliseconds));
        await PassAsync(limiter, 3);

        limiter.Refused(TimeSpan.Zero, stated: null);
        _time.Advance(Stretch - TimeSpan.FromMilliseconds(2));

        Assert.Equal(passes, Count(limiter));
    }

    [Fact]
    public async Task What_is_in_flight_counts_as_sent()
    {
        using var limiter = new SlidingLimiter([], _time);
        var leases = Enumerable.Range(0, 12).Select(_ => limiter.AttemptAcquire()).ToList();
        limiter.Refused(TimeSpan.Zero, stated: null);
        Assert.False(limiter.AttemptAcquire().IsAcquired);

        leases.ForEach(lease => lease.Dispose());

        Assert.Equal([0, 7, 8], EachStretch(limiter, 3));
    }

    [Fact]
    public async Task Calls_that_cost_nothing_wait_for_the_time_that_was_asked_for_and_no_longer()
    {
        using var limiter = new SlidingLimiter([], _time, learns: false);
        await PassAsync(limiter, 40);
        limiter.Refused(TimeSpan.FromSeconds(2), stated: null);
        Assert.Equal(0, Count(limiter));

        _time.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal(Unlimited, Count(limiter));
    }

    [Fact]
    public async Task A_stated_limit_stays_when_a_later_refusal_names_none()
    {
        using var limiter = new SlidingLimiter([], _time);
        limiter.Refused(TimeSpan.Zero, new RateLimit(2, TimeSpan.FromHours(1)));
        await PassAsync(limiter, 2);

        limiter.Refused(TimeSpan.Zero, stated: null);

        Assert.Equal([0, 0], EachStretch(limiter, 2));
    }

    [Fact]
    public void A_stated_limit_replaces_an_earlier_one()
    {
        using var limiter = new SlidingLimiter([], _time);
        limiter.Refused(TimeSpan.Zero, new RateLimit(2, TimeSpan.FromHours(1)));

        limiter.Refused(TimeSpan.Zero, new RateLimit(5, TimeSpan.FromHours(1)));

        Assert.Equal(5, Count(limiter));
    }

    private async Task PassAsync(SlidingLimiter limiter, int count)
    {
        for (var i = 0; i < count; i++)
        {
            (await _time.RunAsync(limiter.AcquireAsync().AsTask())).Dispose();
        }
    }

    /// <summary>How many go at this moment, at most <see cref="Unlimited"/>.</summary>
    private static int Count(RateLimiter limiter)
    {
        for (var count = 0; count < Unlimited; count++)
        {
            using var lease = limiter.AttemptAcquire();
            if (!lease.IsAcquired)
            {
                return count;
            }
        }

        return Unlimited;
    }

    private List<int> EachStretch(SlidingLimiter limiter, int stretches)
    {
        var counts = new List<int>();
        for (var i = 0; i < stretches; i++)
        {
            counts.Add(Count(limiter));
            _time.Advance(Stretch);
        }

        return counts;
    }
}
