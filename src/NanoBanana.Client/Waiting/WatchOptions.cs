using NanoBanana.Client.Durations;
using NanoBanana.Client.Querying;

namespace NanoBanana.Client.Waiting;

/// <summary>How tasks are watched.</summary>
public sealed record WatchOptions
{
    /// <summary>How long a task may take from the moment it is added; null waits for ever.</summary>
    public TimeSpan? Timeout { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>A fixed time between two queries of a task; null takes the times that fit how long such tasks take.</summary>
    public TimeSpan? PollInterval { get; init; }

    /// <summary>How much later detection one request is worth: less asks more often. More than zero.</summary>
    public TimeSpan RequestCost { get; init; } = DurationModel.UsualRequestCost;

    /// <summary>Most queries at the same time.</summary>
    public int ThrottleLimit { get; init; } = 8;

    /// <summary>Most queries a second of all tasks together: with many tasks, each is asked less often. A fixed interval is kept all the same, and an emulator bears any number.</summary>
    public int MostQueriesPerSecond { get; init; } = 100;

    /// <summary>What was learned of durations, and learns from this watch.</summary>
    public DurationBook Durations { get; init; } = DurationBook.Process;

    /// <summary>Whether a task is an emulator's, whose durations teach nothing of a gateway; null: none is.</summary>
    public Func<ImageTask, bool>? IsEmulated { get; init; }

    /// <summary>Hints that tasks may have ended.</summary>
    public TaskSignals Signals { get; init; } = TaskSignals.Process;

    /// <summary>Where each change of state is told; null drops it.</summary>
    public IClientLog? Log { get; init; }

    /// <summary>The clock and the timers.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
