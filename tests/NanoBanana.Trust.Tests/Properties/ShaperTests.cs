using System.Threading.RateLimiting;
using FsCheck;
using FsCheck.Fluent;
using NanoBanana.Client.Limits;
using NanoBanana.Client.Submitting;
using NanoBanana.Trust.Tests.Support;

namespace NanoBanana.Trust.Tests.Properties;

/// <summary>However calls come and however long they take: no stretch of time holds more than a limit allows, all go in order, and none waits longer than it must.</summary>
public sealed class ShaperTests
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(10);

    private static readonly Gen<(RateLimit[] Limits, (int Gap, int Hold)[] Calls)> Cases =
        from limits in (from calls in Gen.Choose(1, 6) from ticks in Gen.Choose(1, 60) select new RateLimit(calls, ticks * Tick)).NonEmptyListOf()
        from calls in Gen.Choose(0, 20).Zip(Gen.Choose(0, 30)).ArrayOf(25)
        select (limits.Take(2).ToArray(), calls);

    [Fact]
    public void Limits_hold_in_every_stretch_and_no_call_starves() => Law.Holds(Cases, each =>
    {
        var (limits, calls) = each;

        var runs = Play(limits, calls);

        Assert.Equal(calls.Length, runs.Count);
        Assert.Equal(runs.Select(run => run.Start).Order(), runs.Select(run => run.Start));
        foreach (var limit in limits)
        {
            // the gateway counts a call somewhere between its start and its end: those that a window could hold, whichever moments it took
            Assert.All(runs, last => Assert.InRange(runs.Count(run => run.Start <= last.Start && run.End > last.Start - limit.Window), 1, limit.Calls));
        }
    }, times: 150);

    /// <summary>Steps through the time until all calls have ended.</summary>
    private static List<Run> Play(RateLimit[] limits, (int Gap, int Hold)[] calls)
    {
        var time = new FakeTime();
        using var limiter = new SlidingLimiter(limits, time);
        var arrivals = calls.Aggregate(new List<long>(), static (all, call) => [.. all, (all.Count == 0 ? 0 : all[^1]) + call.Gap]);
        var patience = arrivals[^1] + calls.Sum(call => call.Hold + 1) + limits.Sum(limit => calls.Length * (limit.Window.Ticks / Tick.Ticks + 1));
        var (asked, runs) = (new List<Task<RateLimitLease>>(), new List<Run>());
        for (long now = 0; runs.Count < calls.Length || runs.Exists(run => !run.HasEnded); now++)
        {
            Assert.True(now <= patience, "a call starves");
            foreach (var over in runs.Where(run => run.End <= time.Elapsed && !run.HasEnded))
            {
                over.Leave();
            }

            while (asked.Count < calls.Length && arrivals[asked.Count] <= now)
            {
                asked.Add(limiter.AcquireAsync().AsTask());
            }

            // who is no longer in the queue has got its turn: at this moment, since nothing happens between two steps
            for (var granted = asked.Count - (int)limiter.GetStatistics()!.CurrentQueuedCount; runs.Count < granted;)
            {
                runs.Add(new Run(time.Elapsed, time.Elapsed + (calls[runs.Count].Hold * Tick), asked[runs.Count].WaitAsync(TimeSpan.FromSeconds(30)).GetAwaiter().GetResult()));
            }

            time.Advance(Tick);
        }

        return runs;
    }

    private sealed class Run(TimeSpan start, TimeSpan end, RateLimitLease lease)
    {
        public TimeSpan Start { get; } = start;

        public TimeSpan End { get; } = end;

        public bool HasEnded { get; private set; }

        public void Leave()
        {
            Assert.True(lease.IsAcquired);
            HasEnded = true;
            lease.Dispose();
        }
    }
}
