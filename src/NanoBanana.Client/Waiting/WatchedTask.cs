namespace NanoBanana.Client.Waiting;

/// <summary>A task under watch and what the poll plan needs to know of it.</summary>
internal sealed class WatchedTask(ImageTask task, TimeProvider time)
{
    private readonly long _since = time.GetTimestamp();
    private readonly TimeSpan _ageAtStart = AgeOf(task, time);

    public ImageTask Task { get; set; } = task;

    public int Queries { get; set; }

    public int Failures { get; set; }

    public TimeSpan Watched() => time.GetElapsedTime(_since);

    public TimeSpan Age() => _ageAtStart + Watched();

    private static TimeSpan AgeOf(ImageTask task, TimeProvider time)
    {
        var age = time.GetUtcNow() - task.SubmittedAt;
        return age > TimeSpan.Zero ? age.Value : TimeSpan.Zero;
    }
}
