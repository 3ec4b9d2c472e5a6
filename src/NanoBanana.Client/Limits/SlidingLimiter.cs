using System.Threading.RateLimiting;

namespace NanoBanana.Client.Limits;

/// <summary>
/// Lets calls go, in the order in which they asked, so that no limit is passed in any stretch of time. A call counts from when
/// it starts until a whole window after it ended: the gateway counted it somewhere in between, on its own clock. The limiters
/// of System.Threading.RateLimiting count from the start, let twice the number pass at the seam of two windows, and keep no
/// <see cref="TimeProvider"/>'s time.
/// </summary>
internal sealed class SlidingLimiter : RateLimiter
{
    private readonly object _lock = new();
    private readonly TimeProvider _time;
    private readonly long _origin;
    private readonly LinkedList<TaskCompletionSource<RateLimitLease>> _waiting = [];
    private readonly List<TimeSpan> _ends = [];
    private readonly LearnedRate _learned = new();
    private readonly bool _learns;
    private readonly ITimer _timer;
    private IReadOnlyList<RateLimit> _limits;
    private IReadOnlyList<RateLimit> _own;
    private TimeSpan _pausedUntil;
    private int _inFlight;
    private int _owners = 1;

    /// <param name="limits">What is documented.</param>
    /// <param name="time">The clock and the timer.</param>
    /// <param name="learns">Whether a refusal slows later calls beyond the time that it names. Calls that cost nothing and are repeated by themselves need no more than that time.</param>
    public SlidingLimiter(IReadOnlyList<RateLimit> limits, TimeProvider time, bool learns = true)
    {
        (_limits, _own, _time, _origin, _learns) = (limits, limits, time, time.GetTimestamp(), learns);
        _timer = time.CreateTimer(static self => ((SlidingLimiter)self!).Pump(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public override TimeSpan? IdleDuration => null;

    private TimeSpan Now => _time.GetElapsedTime(_origin);

    /// <summary>Replaces the limits; waiting calls are checked again.</summary>
    public void Use(IReadOnlyList<RateLimit> limits)
    {
        lock (_lock)
        {
            _limits = limits;
            Divide();
        }

        Pump();
    }

    /// <summary>Divides the limits by the processes that use the account at this time; each has one call in a window at least.</summary>
    /// <param name="owners">How many they are, from 1.</param>
    public void Share(int owners)
    {
        lock (_lock)
        {
            _owners = Math.Max(1, owners);
            Divide();
        }

        Pump();
    }

    /// <summary>The gateway refused a call: none goes for <paramref name="wait"/>, and fewer after that.</summary>
    public void Refused(TimeSpan wait, RateLimit? stated)
    {
        lock (_lock)
        {
            var now = Now;
            _pausedUntil = now + wait > _pausedUntil ? now + wait : _pausedUntil;
            _learned.Refused(_learns ? _inFlight + EndedSince(now - LearnedRate.LooksBack) : 0, stated, now);
        }

        Pump();
    }

    /// <summary>How long no call goes because one was refused; zero if none was.</summary>
    public TimeSpan Pause()
    {
        lock (_lock)
        {
            return _pausedUntil > Now ? _pausedUntil - Now : TimeSpan.Zero;
        }
    }

    /// <summary>How long the first in the queue still waits; null if nothing waits, or if it is unknown.</summary>
    public TimeSpan? Wait()
    {
        lock (_lock)
        {
            return _waiting.Count == 0 ? null : Left(Now);
        }
    }

    public override RateLimiterStatistics GetStatistics()
    {
        lock (_lock)
        {
            return new RateLimiterStatistics { CurrentQueuedCount = _waiting.Count };
        }
    }

    protected override RateLimitLease AttemptAcquireCore(int permitCount)
    {
        lock (_lock)
        {
            return TryStart() ?? new Lease(owner: null);
        }
    }

    protected override async ValueTask<RateLimitLease> AcquireAsyncCore(int permitCount, CancellationToken cancellationToken)
    {
        TaskCompletionSource<RateLimitLease> waiter;
        lock (_lock)
        {
            if (TryStart() is { } lease)
            {
                return lease;
            }

            waiter = new TaskCompletionSource<RateLimitLease>(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.AddLast(waiter);
        }

        using var cancelled = cancellationToken.Register(() => Leave(waiter, cancellationToken));
        Pump();
        return await waiter.Task.ConfigureAwait(false);
    }

    protected override void Dispose(bool disposing) => _timer.Dispose();

    // what this process may have of the limits; each call looks at it
    private void Divide() => _own = _owners == 1 ? _limits : [.. _limits.Select(limit => limit with { Calls = Math.Max(1, limit.Calls / _owners) })];

    private RateLimitLease? TryStart()
    {
        if (_waiting.Count > 0 || Left(Now) != TimeSpan.Zero)
        {
            return null;
        }

        _inFlight++;
        return new Lease(this);
    }

    private void Leave(TaskCompletionSource<RateLimitLease> waiter, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (!_waiting.Remove(waiter))
            {
                return;
            }
        }

        waiter.TrySetCanceled(cancellationToken);
        Pump();
    }

    private void Pump()
    {
        lock (_lock)
        {
            TimeSpan? left = null;
            while (_waiting.Count > 0 && (left = Left(Now)) == TimeSpan.Zero)
            {
                _inFlight++;
                var first = _waiting.First!.Value;
                _waiting.RemoveFirst();
                first.TrySetResult(new Lease(this));
            }

            // timers count whole milliseconds: rounded down, the last part of one would be waited for in a busy loop
            var due = _waiting.Count > 0 && left is { } wait ? TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds)) : Timeout.InfiniteTimeSpan;
            _timer.Change(due, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>How long the next call has to wait; null: until one in flight ends.</summary>
    private TimeSpan? Left(TimeSpan now)
    {
        var left = _pausedUntil > now ? _pausedUntil - now : TimeSpan.Zero;
        foreach (var limit in _own.Concat(_learned.At(now)))
        {
            var room = limit.Calls - _inFlight;
            if (room <= 0)
            {
                return null;
            }

            if (_ends.Count >= room && _ends[_ends.Count - room] + limit.Window - now is var wait && wait > left)
            {
                left = wait;
            }
        }

        return left;
    }

    private int EndedSince(TimeSpan from) => _ends.Count - _ends.FindLastIndex(end => end < from) - 1;

    private void End()
    {
        lock (_lock)
        {
            _inFlight--;
            _ends.Add(Now);
            var enough = Math.Max(1000, _limits.Select(limit => limit.Calls).DefaultIfEmpty().Max());
            if (_ends.Count > 2 * enough)
            {
                _ends.RemoveRange(0, _ends.Count - enough);
            }
        }

        Pump();
    }

    private sealed class Lease(SlidingLimiter? owner) : RateLimitLease
    {
        private SlidingLimiter? _owner = owner;

        public override bool IsAcquired { get; } = owner is not null;

        public override IEnumerable<string> MetadataNames => [];

        public override bool TryGetMetadata(string metadataName, out object? metadata)
        {
            metadata = null;
            return false;
        }

        protected override void Dispose(bool disposing) => Interlocked.Exchange(ref _owner, null)?.End();
    }
}
