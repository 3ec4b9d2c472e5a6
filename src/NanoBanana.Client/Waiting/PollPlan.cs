using NanoBanana.Client.Http;

namespace NanoBanana.Client.Waiting;

/// <summary>When a task is queried next.</summary>
internal static class PollPlan
{
    private static readonly TimeSpan FirstBackoff = TimeSpan.FromSeconds(0.5);

    /// <param name="watched">The task.</param>
    /// <param name="options">How tasks are watched.</param>
    /// <param name="count">Tasks under watch.</param>
    public static TimeSpan Wait(WatchedTask watched, WatchOptions options, int count)
    {
        // the time that a gateway names holds, also if it is longer than the interval
        var asked = watched.LastError?.RetryAfter ?? TimeSpan.Zero;
        if (options.PollInterval is { } interval)
        {
            return Max(interval, asked);
        }

        // a task that was not queried for long may have ended: then it is due already
        var wait = watched.Model.NextAfter(watched.Alive, options.RequestCost) - watched.Age(options.Time);
        var backoff = watched.Failures == 0 ? TimeSpan.Zero : Backoff.Wait(FirstBackoff, watched.Failures - 1, asked: null, random: 0);
        var share = watched.Queries == 0 || watched.Model.IsEmulated ? TimeSpan.Zero : TimeSpan.FromSeconds((double)count / options.MostQueriesPerSecond);
        return Max(asked, Max(wait, Max(backoff, share)));
    }

    private static TimeSpan Max(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
