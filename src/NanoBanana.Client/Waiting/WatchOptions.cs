using NanoBanana.Client.Durations;
using NanoBanana.Client.Model;
using NanoBanana.Client.Querying;

namespace NanoBanana.Client.Waiting;

/// <summary>How tasks are watched.</summary>
public sealed record WatchOptions
{
    /// <summary>How long a task may take from the moment it is added, from 0, which asks once; null waits without a limit. 15 minutes by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public TimeSpan? Timeout { get; init => field = Ranges.FromZero(value); } = TimeSpan.FromMinutes(15);

    /// <summary>A fixed time between two queries of a task, from 0; null takes the times that fit how long such tasks take.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public TimeSpan? PollInterval { get; init => field = Ranges.FromZero(value); }

    /// <summary>How much later detection one request is worth: less asks more often. More than 0; 0.1 seconds by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not more than 0.</exception>
    public TimeSpan RequestCost { get; init => field = Ranges.MoreThanZero(value); } = DurationModel.UsualRequestCost;

    /// <summary>Most queries at the same time, from 1; 8 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is less than 1.</exception>
    public int ThrottleLimit { get; init => field = Ranges.FromOne(value); } = 8;

    /// <summary>Most queries per second of all tasks together: with many tasks, each is asked less often. A fixed interval is kept all the same, and an emulator bears any number. From 1; 100 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is less than 1.</exception>
    public int MostQueriesPerSecond { get; init => field = Ranges.FromOne(value); } = 100;

    /// <summary>What was learned of durations, and learns from this watch.</summary>
    public LearnedDurations Durations { get; init => field = Ranges.Given(value); } = LearnedDurations.Process;

    /// <summary>Whether a task is an emulator's, whose durations teach nothing of a gateway; null: none is.</summary>
    public Func<ImageTask, bool>? IsEmulated { get; init; }

    /// <summary>Hints that tasks may have ended.</summary>
    public TaskSignals Signals { get; init => field = Ranges.Given(value); } = TaskSignals.Process;

    /// <summary>Gets each change of state; null drops it.</summary>
    public IClientLog? Log { get; init; }

    /// <summary>The clock and the timers.</summary>
    public TimeProvider Time { get; init => field = Ranges.Given(value); } = TimeProvider.System;
}
