namespace NanoBanana.Client.Store;

/// <summary>The states that a row of the store can have. Those of <see cref="TaskStates"/>, and the two before a landing.</summary>
public static class StoredStates
{
    /// <summary>Claimed, and not charged: no byte of the submit was sent (after C1).</summary>
    public const string Claimed = "Claimed";

    /// <summary>Bytes of the submit may have been sent (after C2).</summary>
    public const string Sending = "Sending";

    /// <summary>Whether the gateway may still be working on the task.</summary>
    /// <param name="state">A stored state.</param>
    /// <returns>True if the task has not ended, or if it is unknown whether it has.</returns>
    public static bool IsPending(string state) =>
        state is Claimed or Sending or TaskStates.Pending or TaskStates.Running or TaskStates.Unknown;

    /// <summary>The stored states of tasks that may be shown in a state, also if their process is gone.</summary>
    /// <param name="state">One of <see cref="TaskStates"/>, without regard to case.</param>
    /// <returns>Stored states; empty for an unknown state.</returns>
    public static IEnumerable<string> ShownAs(string state) => TaskStates.All.FirstOrDefault(each => string.Equals(each, state, StringComparison.OrdinalIgnoreCase)) switch
    {
        TaskStates.Submitting => [Claimed, Sending],
        TaskStates.Failed => [TaskStates.Failed, Claimed],
        TaskStates.Unknown => [TaskStates.Unknown, Sending],
        { } other => [other],
        _ => [],
    };

    /// <summary>Whether a process is submitting the task.</summary>
    /// <param name="state">A stored state.</param>
    /// <returns>True for <see cref="Claimed"/> and <see cref="Sending"/>.</returns>
    public static bool IsInFlight(string state) => state is Claimed or Sending;
}
