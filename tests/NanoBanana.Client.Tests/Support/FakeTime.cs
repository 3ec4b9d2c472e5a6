namespace NanoBanana.Client.Tests.Support;

/// <summary>A clock that stands still until a test moves it. Timers fire in order on the thread that moves it.</summary>
internal sealed class FakeTime : TimeProvider
{
    /// <summary>How long the sender gives one attempt; such a timer guards and is not waited for.</summary>
    public static readonly TimeSpan AttemptTimeout = TimeSpan.FromSeconds(100);

    private const int MostTimersAtOneMoment = 10_000;

    private static readonly TimeSpan HangGuard = TimeSpan.FromSeconds(30);

    private readonly object _lock = new();
    private readonly List<FakeTimer> _timers = [];
    private TaskCompletionSource _changed = NewSignal();

    public FakeTime() => Now = Start;

    public static DateTimeOffset Start { get; } = new(2026, 10, 5, 12, 0, 0, TimeSpan.Zero);

    public DateTimeOffset Now { get; private set; }

    public TimeSpan Elapsed => Now - Start;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => Now;

    public override long GetTimestamp() => Now.UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new FakeTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves the clock, firing what falls due on the way.</summary>
    public void Advance(TimeSpan by)
    {
        var until = Now + by;
        while (Next(any: true) is { } timer && timer.Due <= until)
        {
            Fire(timer);
        }

        Now = until;
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
            if (Next(any: false) is { } timer)
            {
                Fire(timer);
            }
            else
            {
                await Task.WhenAny(work, changed.Task).WaitAsync(HangGuard);
            }
        }
    }

    /// <summary>Waits until somebody waits on the clock.</summary>
    public async Task WhenWaitedForAsync()
    {
        while (true)
        {
            var changed = Volatile.Read(ref _changed);
            if (Next(any: false) is not null)
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

    private FakeTimer? Next(bool any)
    {
        lock (_lock)
        {
            return _timers.Where(timer => any || !timer.IsGuard).MinBy(timer => timer.Due);
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

            Now = timer.Due > Now ? timer.Due : Now;
        }

        timer.Callback();
    }
}
