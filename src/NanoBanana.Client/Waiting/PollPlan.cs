namespace NanoBanana.Client.Waiting;

/// <summary>When a task is asked for next: closely while it is young, then ever less often.</summary>
internal static class PollPlan
{
    private const double ShareOfAge = 1d / 3;

    private static readonly TimeSpan First = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(8);

    /// <param name="age">Time since the submit, or since the watch began where that is not known.</param>
    /// <param name="queries">Queries so far.</param>
    /// <param name="failures">Failed queries since the last good one.</param>
    public static TimeSpan Next(TimeSpan age, int queries, int failures)
    {
        if (queries == 0 && age < First)
        {
            return First - age;
        }

        var byAge = TimeSpan.FromTicks((long)(age.Ticks * ShareOfAge));
        var plain = byAge < Shortest ? Shortest : byAge > Longest ? Longest : byAge;
        return TimeSpan.FromTicks(plain.Ticks << Math.Min(failures, 3));
    }
}
