using NanoBanana.Client;
using NanoBanana.Client.Limits;
using NanoBanana.Client.Model;
using NanoBanana.Journal.Tests.Support;

namespace NanoBanana.Journal.Tests.Resume;

/// <summary>A process that stood still between the store's permit and the first byte: others may have settled its work by then.</summary>
public sealed class SuspendedTests
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(60);

    /// <summary>How far the stopwatch and the clock are once it continues.</summary>
    public static TheoryData<TimeSpan, TimeSpan> TooLate => new()
    {
        { Lease, Lease },
        { TimeSpan.Zero, Lease },
        { Lease, TimeSpan.FromHours(-1) },
        { TimeSpan.FromHours(1), TimeSpan.FromHours(1) },
    };

    [Theory]
    [MemberData(nameof(TooLate))]
    public async Task BeyondTheLeaseItSendsNothing(TimeSpan stopwatch, TimeSpan clock)
    {
        using var world = new TestEnvironment();

        var result = await SubmitAsync(world, stopwatch, clock, TimeSpan.Zero);

        var passed = Math.Max(stopwatch.TotalSeconds, clock.TotalSeconds);
        Assert.Equal((ErrorIds.NotDelivered, false, null), (result.Error!.ErrorId, result.Error.MayHaveBeenCharged, result.Task));
        Assert.Contains(FormattableString.Invariant($"because {passed} seconds had passed since the store allowed it, which is more than the lease of 60 seconds."), result.Error.Message, StringComparison.Ordinal);
        Assert.Equal(0, await world.CountAsync(ProviderNames.Crun));
    }

    [Fact]
    public async Task ItAsksTheStoreAgainAndThenSends()
    {
        using var world = new TestEnvironment();

        var result = await SubmitAsync(world, Lease, Lease, TimeSpan.FromSeconds(20));

        Assert.Equal(Assert.Single(world.Charges).TaskId, result.AcceptedTask().Id);
        Assert.Contains(world.Log.Details, line => line.Contains(ErrorIds.NotDelivered, StringComparison.Ordinal));
    }

    [Fact]
    public async Task WithinTheLeaseItSendsAtOnce()
    {
        using var world = new TestEnvironment();

        var result = await SubmitAsync(world, Lease - TimeSpan.FromSeconds(1), Lease - TimeSpan.FromSeconds(1), TimeSpan.Zero);

        Assert.Equal(Assert.Single(world.Charges).TaskId, result.AcceptedTask().Id);
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 2)]
    public async Task WorkThatAnotherProcessDidMeanwhileIsPaidForOnce(bool resume, int charges)
    {
        using var world = new TestEnvironment();
        var profile = world.Profile(ProviderNames.Crun, each => each with { PricePerImage = Money.Parse("4 credits"), RateLimit = "1/s" });
        var request = new ImageRequest { Prompt = "a fox" };
        var run = new SubmitRun(Money.Parse("4 credits"), resume);
        Task<SubmitResult>? other = null;

        var result = await world.SubmitAsync(profile, request, run, options => options with
        {
            Checkpoint = step =>
            {
                if (step == "committing" && other is null)
                {
                    world.ProcessEnds();
                    other = Task.Run(() => world.SubmitAsync(profile, request, world.Resuming(), each => each with { Accounts = new AccountRegistry() }));
                    other.GetAwaiter().GetResult();
                }
            },
        });

        Assert.Equal(resume, result.AcceptedTask().Id == (await other!).AcceptedTask().Id);
        Assert.Equal(charges, world.Charges.Count);
        Assert.Equal(Enumerable.Repeat(Charge.Spent, charges), world.Entries.Select(entry => entry.Charge));

        // what the run did not spend is free again
        var again = Record.Exception(() => run.Rehearse(world.Client(profile).Prepare(request)));
        Assert.Equal(resume ? null : ErrorIds.BudgetExceeded, (again as NanoBananaException)?.ErrorId);
    }

    private static Task<SubmitResult> SubmitAsync(TestEnvironment world, TimeSpan stopwatch, TimeSpan clock, TimeSpan budget)
    {
        var time = new ShiftedTime(world.Time);
        return world.SubmitAsync(world.Profile(ProviderNames.Crun), new ImageRequest { Prompt = "a fox" }, run: null, options => options with
        {
            Time = time,
            SubmitBudget = budget,
            Checkpoint = step => time.Shift(step == "intended", stopwatch, clock),
        });
    }

    /// <summary>The stopwatch stands still while a machine sleeps, and the clock can be set back: each is shifted by itself.</summary>
    private sealed class ShiftedTime(TimeProvider time) : TimeProvider
    {
        private TimeSpan _stopwatch;
        private TimeSpan _clock;

        public override long TimestampFrequency => time.TimestampFrequency;

        public void Shift(bool now, TimeSpan stopwatch, TimeSpan clock) => (_stopwatch, _clock) = now ? (stopwatch, clock) : (_stopwatch, _clock);

        public override DateTimeOffset GetUtcNow() => time.GetUtcNow() + _clock;

        public override long GetTimestamp() => time.GetTimestamp() + (long)(_stopwatch.TotalSeconds * TimestampFrequency);

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => time.CreateTimer(callback, state, dueTime, period);
    }
}
