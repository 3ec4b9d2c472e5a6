using NanoBanana.Client.Durations;
using NanoBanana.Client.Model;
using NanoBanana.Client.Querying;

namespace NanoBanana.Client.Waiting;

/// <summary>How tasks are watched.</summary>
public sealed record WatchOptions
{
    /// <summary>How long a task may take from the moment it is added. At least 0, which queries once; null waits without a limit; 15 minutes by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative, or longer than 24 days.</exception>
    public TimeSpan? Timeout { get; init => field = Ranges.FromZero(value); } = TimeSpan.FromMinutes(15);

    /// <summary>A fixed time between two queries of a task; at least 0. Null uses intervals that fit how long such tasks take.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative, or longer than 24 days.</exception>
    public TimeSpan? PollInterval { get; init => field = Ranges.FromZero(value); }

    /// <summary>The delay of detection that one request is worth: a smaller value sends more queries. More than 0; 0.1 seconds by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not more than 0, or longer than 24 days.</exception>
    public TimeSpan RequestCost { get; init => field = Ranges.MoreThanZero(value); } = DurationModel.UsualRequestCost;

    /// <summary>The maximum number of simultaneous queries; at least 1, 8 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is less than 1.</exception>
    public int ThrottleLimit { get; init => field = Ranges.FromOne(value); } = 8;

    /// <summary>The maximum number of queries per second of all tasks together: with many tasks, each is queried less often. It does not apply to a fixed interval and to emulators. At least 1, 100 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is less than 1.</exception>
    public int MostQueriesPerSecond { get; init => field = Ranges.FromOne(value); } = 100;

    /// <summary>The durations that were learned so far, which this watch adds to.</summary>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    public LearnedDurations Durations { get; init => field = Ranges.Given(value); } = LearnedDurations.Process;

    /// <summary>Whether a task belongs to an emulator, whose durations show nothing about a gateway; null if none does.</summary>
    public Func<ImageTask, bool>? IsEmulated { get; init; }

    /// <summary>Hints that tasks may have ended.</summary>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    public TaskSignals Signals { get; init => field = Ranges.Given(value); } = TaskSignals.Process;

    /// <summary>Gets each change of state; null drops it.</summary>
    public IClientLog? Log { get; init; }

    /// <summary>The clock and the timers.</summary>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    public TimeProvider Time { get; init => field = Ranges.Given(value); } = TimeProvider.System;
}
