using Microsoft.Extensions.Time.Testing;

namespace NanoBanana.Testing;

/// <summary>
/// A clock that does not advance until a test moves it. Timers fire in order on the thread that moves it, each at its own moment, also
/// where one of them moves the clock again; the base class fires its timers when the clock has arrived, and cannot say when the next is due.
/// </summary>
public sealed class FakeTime() : FakeTimeProvider(Start)
{
    /// <summary>How long the sender gives one attempt: a timer that guards a call, and that no test waits for.</summary>
    public static readonly TimeSpan AttemptTimeout = TimeSpan.FromSeconds(100);

    private const int MostTimersAtOneMoment = 10_000;
    private const int FewTurns = 16;
    private const int MostTurns = 200;

    private static readonly TimeSpan HangGuard = TimeSpan.FromSeconds(30);

    private readonly Lock _lock = new();
    private readonly List<FakeTimer> _timers = [];
    private TaskCompletionSource _changed = NewSignal();

    public static new DateTimeOffset Start { get; } = new(2026, 10, 5, 12, 0, 0, TimeSpan.Zero);

    public DateTimeOffset Now => GetUtcNow();

    public TimeSpan Elapsed => Now - Start;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new FakeTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves the clock, firing what falls due on the way.</summary>
    public new void Advance(TimeSpan by)
    {
        var until = Now + by;
        while (Next(withGuards: true) is { } timer && timer.Due <= until)
        {
            Fire(timer);
        }

        MoveTo(until);
    }

    /// <summary>Moves the clock from timer to timer until <paramref name="work"/> ends.</summary>
    public async Task<T> RunAsync<T>(Task<T> work)
    {
        await RunUntilAsync(work);
        return await work;
    }

    /// <summary>As <see cref="RunAsync"/>, without throwing what the work throws.</summary>
    public async Task RunUntilAsync(Task work)
    {
        var (moment, timers) = (Now, 0);
        while (!work.IsCompleted)
        {
            (moment, timers) = moment == Now ? (moment, timers + 1) : (Now, 0);
            Assert.True(timers < MostTimersAtOneMoment, "Timers fire for ever, and the time stands still.");
            var changed = Volatile.Read(ref _changed);
            if (Next(withGuards: false) is not null)
            {
                await SettleAsync(work);
            }

            if (work.IsCompleted)
            {
                return;
            }

            if (Next(withGuards: false) is { } timer)
            {
                Fire(timer);
            }
            else
            {
                await Task.WhenAny(work, changed.Task).WaitAsync(HangGuard);
            }
        }
    }

    // work that is ready to run comes before the clock moves, as it would in real time
    private static async Task SettleAsync(Task work)
    {
        for (var turn = 0; turn < MostTurns && !work.IsCompleted && (turn < FewTurns || ThreadPool.PendingWorkItemCount > 0); turn++)
        {
            await Task.Yield();
        }
    }

    /// <summary>Waits until something waits for the clock.</summary>
    public async Task WhenWaitedForAsync()
    {
        while (true)
        {
            var changed = Volatile.Read(ref _changed);
            if (Next(withGuards: false) is not null)
            {
                return;
            }

            await changed.Task.WaitAsync(HangGuard);
        }
    }

    internal void Set(FakeTimer timer, TimeSpan dueTime)
    {
        lock (_lock)
        {
            _timers.Remove(timer);
            if (dueTime >= TimeSpan.Zero)
            {
                timer.Due = Now + dueTime;
                timer.IsGuard = dueTime == AttemptTimeout;
                _timers.Add(timer);
            }
        }

        Interlocked.Exchange(ref _changed, NewSignal()).TrySetResult();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private FakeTimer? Next(bool withGuards)
    {
        lock (_lock)
        {
            return _timers.Where(timer => withGuards || !timer.IsGuard).MinBy(timer => timer.Due);
        }
    }

    private void Fire(FakeTimer timer)
    {
        lock (_lock)
        {
            if (!_timers.Remove(timer))
            {
                return;
            }

            MoveTo(timer.Due);
        }

        timer.Callback();
    }

    private void MoveTo(DateTimeOffset moment)
    {
        if (moment > Now)
        {
            SetUtcNow(moment);
        }
    }
}
