using System.Threading.RateLimiting;
using NanoBanana.Client.Limits;
using NanoBanana.Client.Tests.Support;

namespace NanoBanana.Client.Tests.Limits;

public sealed class SlidingLimiterTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly FakeTime _time = new();

    [Theory]
    [InlineData("3/10s", null)]
    [InlineData("1/1s", "4/10s")]
    [InlineData("5/1s", "12/7s")]
    public async Task No_stretch_of_time_holds_more_than_a_limit_allows(string first, string? second)
    {
        RateLimit[] limits = [.. new[] { first, second }.OfType<string>().Select(text => RateLimit.TryParse(text)!)];
        using var limiter = new SlidingLimiter(limits, _time);

        var passed = new List<TimeSpan>();
        for (var i = 0; i < 40; i++)
        {
            (await PassAsync(limiter)).Dispose();
            passed.Add(_time.Elapsed);
        }

        Assert.All(limits, limit => Assert.All(passed, from =>
            Assert.InRange(passed.Count(at => at >= from && at < from + limit.Window), 1, limit.Calls)));
        var slowest = limits.Max(limit => limit.Window.TotalSeconds * ((39 / limit.Calls) - 1));
        Assert.InRange(passed[^1].TotalSeconds, slowest, slowest * 1.5 + 10);
    }

    [Fact]
    public async Task A_call_counts_until_a_window_after_its_end_however_long_it_took()
    {
        using var limiter = new SlidingLimiter([new RateLimit(1, Second)], _time);
        var slow = await PassAsync(limiter);
        var next = limiter.AcquireAsync().AsTask();
        _time.Advance(TimeSpan.FromSeconds(30));
        Assert.False(next.IsCompleted);
        Assert.Null(limiter.Wait());

        slow.Dispose();
        Assert.Equal(Second, limiter.Wait());
        await _time.RunAsync(next);

        Assert.Equal(TimeSpan.FromSeconds(31), _time.Elapsed);
    }

    [Fact]
    public async Task They_go_in_the_order_of_asking_and_those_that_leave_are_skipped()
    {
        using var limiter = new SlidingLimiter([new RateLimit(1, Second)], _time);
        using var leaves = new CancellationTokenSource();
        (await PassAsync(limiter)).Dispose();
        var first = limiter.AcquireAsync().AsTask();
        var gone = limiter.AcquireAsync(1, leaves.Token).AsTask();
        var second = limiter.AcquireAsync().AsTask();

        leaves.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => gone);
        (await _time.RunAsync(first)).Dispose();
        Assert.False(second.IsCompleted);
        (await _time.RunAsync(second)).Dispose();

        Assert.Equal(TimeSpan.FromSeconds(2), _time.Elapsed);
        Assert.Equal(0, limiter.GetStatistics()!.CurrentQueuedCount);
    }

    [Fact]
    public async Task A_refusal_holds_all_for_the_time_that_was_asked_for()
    {
        using var limiter = new SlidingLimiter([], _time);
        limiter.Refused(TimeSpan.FromSeconds(17), stated: null);
        Assert.False(limiter.AttemptAcquire().IsAcquired);

        await PassAsync(limiter);

        Assert.Equal(TimeSpan.FromSeconds(17), _time.Elapsed);
    }

    [Fact]
    public async Task After_a_refusal_half_the_rate_goes_and_it_recovers()
    {
        using var limiter = new SlidingLimiter([], _time);
        await PassManyAsync(limiter, 40);
        limiter.Refused(Second, stated: null);

        var first = await CountWithinAsync(limiter, TimeSpan.FromSeconds(12));
        await CountWithinAsync(limiter, TimeSpan.FromMinutes(3));
        var later = await CountWithinAsync(limiter, TimeSpan.FromSeconds(1));

        Assert.InRange(first, 1, 40);
        Assert.Equal(1000, later);
    }

    [Fact]
    public async Task A_limit_that_the_gateway_names_is_kept()
    {
        using var limiter = new SlidingLimiter([], _time);
        limiter.Refused(TimeSpan.Zero, new RateLimit(2, TimeSpan.FromSeconds(60)));

        Assert.Equal(2, await CountWithinAsync(limiter, TimeSpan.FromSeconds(59)));
        Assert.InRange(await CountWithinAsync(limiter, TimeSpan.FromMinutes(30)), 58, 60);
    }

    [Fact]
    public void A_shorter_pause_does_not_end_a_longer_one()
    {
        using var limiter = new SlidingLimiter([], _time);
        Assert.Equal(TimeSpan.Zero, limiter.Pause());

        limiter.Refused(TimeSpan.FromSeconds(17), stated: null);
        limiter.Refused(TimeSpan.FromSeconds(3), stated: null);

        Assert.Equal(TimeSpan.FromSeconds(17), limiter.Pause());
        _time.Advance(TimeSpan.FromSeconds(16));
        Assert.Equal(Second, limiter.Pause());
        _time.Advance(Second);
        Assert.Equal(TimeSpan.Zero, limiter.Pause());
        _time.Advance(Second);
        Assert.Equal(TimeSpan.Zero, limiter.Pause());
    }

    [Theory]
    [InlineData(0, 10)]
    [InlineData(1, 10)]
    [InlineData(2, 5)]
    [InlineData(3, 3)]
    [InlineData(50, 1)]
    public void Processes_share_a_limit_and_each_has_one_call_at_least(int owners, int calls)
    {
        using var limiter = new SlidingLimiter([new RateLimit(10, Second)], _time);

        limiter.Share(owners);

        Assert.Equal(calls, Enumerable.Range(0, 11).Select(_ => limiter.AttemptAcquire()).Count(lease => lease.IsAcquired));
    }

    [Fact]
    public async Task A_limit_that_is_taken_back_or_shared_by_fewer_lets_the_waiting_go_at_once()
    {
        using var limiter = new SlidingLimiter([new RateLimit(2, TimeSpan.FromHours(1))], _time);
        limiter.Share(2);
        (await PassAsync(limiter)).Dispose();
        var second = limiter.AcquireAsync().AsTask();
        var third = limiter.AcquireAsync().AsTask();
        Assert.Equal(2, limiter.GetStatistics()!.CurrentQueuedCount);

        limiter.Share(1);
        (await second).Dispose();
        Assert.False(third.IsCompleted);
        limiter.Use([]);
        (await third).Dispose();

        Assert.Equal(TimeSpan.Zero, _time.Elapsed);
        Assert.Equal(0, limiter.GetStatistics()!.CurrentQueuedCount);
    }

    [Fact]
    public async Task A_lease_that_is_given_back_twice_is_one_call()
    {
        using var limiter = new SlidingLimiter([new RateLimit(1, Second)], _time);
        var lease = await PassAsync(limiter);
        lease.Dispose();
        lease.Dispose();

        _time.Advance(Second);

        Assert.True(limiter.AttemptAcquire().IsAcquired);
        Assert.False(limiter.AttemptAcquire().IsAcquired);
    }

    [Fact]
    public void A_lease_says_nothing_but_whether_it_is_one_and_a_limiter_is_never_idle()
    {
        using var limiter = new SlidingLimiter([new RateLimit(1, Second)], _time);
        var (lease, refused) = (limiter.AttemptAcquire(), limiter.AttemptAcquire());

        Assert.Equal((true, false), (lease.IsAcquired, refused.IsAcquired));
        Assert.Empty(lease.MetadataNames);
        Assert.False(lease.TryGetMetadata("RETRY_AFTER", out var metadata));
        Assert.Null(metadata);
        Assert.Null(limiter.IdleDuration);
    }

    [Fact]
    public async Task A_limit_of_more_calls_than_are_remembered_by_default_holds_too()
    {
        using var limiter = new SlidingLimiter([new RateLimit(1500, Second)], _time);

        for (var second = 0; second < 4; second++)
        {
            for (var i = 0; i < 1500; i++)
            {
                using var lease = limiter.AttemptAcquire();
                Assert.True(lease.IsAcquired);
            }

            Assert.False(limiter.AttemptAcquire().IsAcquired);
            _time.Advance(Second);
        }

        (await PassAsync(limiter)).Dispose();
        Assert.Equal(TimeSpan.FromSeconds(4), _time.Elapsed);
    }

    [Fact]
    public void Of_two_limits_the_larger_one_is_remembered_as_well()
    {
        using var limiter = new SlidingLimiter([new RateLimit(1600, TimeSpan.FromHours(1)), new RateLimit(100, Second)], _time);
        for (var hour = 0; hour < 3; hour++)
        {
            var passed = 0;
            for (var second = 0; second < 20; second++)
            {
                for (var i = 0; i < 100; i++)
                {
                    using var lease = limiter.AttemptAcquire();
                    passed += lease.IsAcquired ? 1 : 0;
                }

                _time.Advance(Second);
            }

            Assert.Equal(1600, passed);
            _time.Advance(TimeSpan.FromHours(1));
        }
    }

    private Task<RateLimitLease> PassAsync(SlidingLimiter limiter) => _time.RunAsync(limiter.AcquireAsync().AsTask());

    private async Task PassManyAsync(SlidingLimiter limiter, int count)
    {
        for (var i = 0; i < count; i++)
        {
            (await PassAsync(limiter)).Dispose();
        }
    }

    /// <summary>How many pass from now on within a time, at most 1000.</summary>
    private async Task<int> CountWithinAsync(SlidingLimiter limiter, TimeSpan within)
    {
        var until = _time.Elapsed + within;
        for (var count = 0; count < 1000; count++)
        {
            using var enough = new CancellationTokenSource();
            var pass = limiter.AcquireAsync(1, enough.Token).AsTask();
            if (!pass.IsCompleted && limiter.Wait() is { } wait && _time.Elapsed + wait > until)
            {
                enough.Cancel();
                await Assert.ThrowsAnyAsync<OperationCanceledException>(() => pass);
                _time.Advance(until - _time.Elapsed);
                return count;
            }

            (await _time.RunAsync(pass)).Dispose();
        }

        return 1000;
    }
}
