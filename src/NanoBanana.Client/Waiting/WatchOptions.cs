namespace NanoBanana.Client.Waiting;

/// <summary>How tasks are watched.</summary>
public sealed record WatchOptions
{
    /// <summary>How long a task may take from the moment it is added; null waits for ever.</summary>
    public TimeSpan? Timeout { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>A fixed time between two queries of a task; null takes one that grows with the task's age.</summary>
    public TimeSpan? PollInterval { get; init; }

    /// <summary>Most queries at the same time.</summary>
    public int ThrottleLimit { get; init; } = 8;

    /// <summary>The clock and the timers.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
