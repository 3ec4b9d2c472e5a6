namespace NanoBanana.Client.Waiting;

/// <summary>What the end of a task shows about durations.</summary>
internal static class WatchLessons
{
    // a duration that is as long as until the question was answered is the time of the query, not of the gateway
    private static readonly TimeSpan OwnWord = TimeSpan.FromMilliseconds(20);

    /// <param name="watched">A task that has ended.</param>
    /// <param name="age">When that was seen.</param>
    public static void Learn(WatchedTask watched, TimeSpan age)
    {
        if (watched.Task.Duration is { } stated && stated > TimeSpan.Zero && stated < age - OwnWord)
        {
            watched.Model.Learn(stated);
        }
        else if (watched.Queries > 0)
        {
            // the first question of a task that ended unwatched says nothing of when
            watched.Model.LearnBetween(watched.Alive, age);
        }
    }
}
