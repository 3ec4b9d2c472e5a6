namespace NanoBanana.Client.Model;

/// <summary>The one rule of what the end of a task means for its cost.</summary>
internal static class Charges
{
    /// <summary>True if nothing is paid: the task was only planned, or it failed and the gateway did not charge for it.</summary>
    /// <param name="state">One of <see cref="TaskStates"/>.</param>
    /// <param name="mayHaveBeenCharged">It failed, and the gateway may have charged for it.</param>
    public static bool Releases(string state, bool mayHaveBeenCharged) =>
        state is TaskStates.Planned || (state is TaskStates.Failed && !mayHaveBeenCharged);

    /// <summary>True if nothing is paid for a task as it is now.</summary>
    public static bool IsFree(ImageTask task) => Releases(task.State, task.Failure is { MayHaveBeenCharged: true });

    /// <summary>True if it is unknown whether the task is paid for.</summary>
    public static bool IsInDoubt(ImageTask task) => task.Failure is { MayHaveBeenCharged: true };
}
