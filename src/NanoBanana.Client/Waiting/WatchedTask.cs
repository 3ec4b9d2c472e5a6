using NanoBanana.Client.Durations;

namespace NanoBanana.Client.Waiting;

/// <summary>A task under watch and what the poll plan needs to know of it. There may be tens of thousands.</summary>
internal sealed class WatchedTask(ImageTask task, DurationModel model, TimeProvider time)
{
    private readonly long _since = time.GetTimestamp();
    private readonly TimeSpan _ageAtStart = AgeOf(task, time);

    public ImageTask Task { get; set; } = task;

    public DurationModel Model { get; } = model;

    /// <summary>Its age when it was last seen not to have ended.</summary>
    public TimeSpan Alive { get; set; }

    /// <summary>When it is queried next, on the schedule's clock.</summary>
    public TimeSpan Due { get; set; }

    /// <summary>Its place in the schedule's heap; -1 while it is being queried.</summary>
    public int Place { get; set; } = -1;

    public int Queries { get; set; }

    public int Failures { get; set; }

    /// <summary>Why the last query failed; null if it succeeded.</summary>
    public NanoBananaException? LastError { get; set; }

    /// <summary>Whether a hint has arrived that was not followed yet.</summary>
    public bool IsHinted { get; set; }

    public TimeSpan Watched(TimeProvider time) => time.GetElapsedTime(_since);

    public TimeSpan Age(TimeProvider time) => _ageAtStart + Watched(time);

    private static TimeSpan AgeOf(ImageTask task, TimeProvider time)
    {
        var age = time.GetUtcNow() - task.SubmittedAt;
        return age > TimeSpan.Zero ? age.Value : TimeSpan.Zero;
    }
}
