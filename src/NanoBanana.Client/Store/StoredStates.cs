namespace NanoBanana.Client.Store;

/// <summary>The states that a row of the store can have. Those of <see cref="TaskStates"/>, and the two before a landing.</summary>
public static class StoredStates
{
    /// <summary>Claimed and paid for in no way: no byte of the submit has left (after C1).</summary>
    public const string Claimed = "Claimed";

    /// <summary>Bytes of the submit may have left (after C2).</summary>
    public const string Sending = "Sending";

    /// <summary>True while the gateway still works on it, or while it is unknown whether it does.</summary>
    /// <param name="state">A stored state.</param>
    public static bool IsPending(string state) =>
        state is Claimed or Sending or TaskStates.Pending or TaskStates.Running or TaskStates.Unknown;

    /// <summary>The stored states of which a task may be shown in a state: a process that is gone has left others behind.</summary>
    /// <param name="state">One of <see cref="TaskStates"/>, without regard to case.</param>
    public static IEnumerable<string> ShownAs(string state) => TaskStates.All.FirstOrDefault(each => string.Equals(each, state, StringComparison.OrdinalIgnoreCase)) switch
    {
        TaskStates.Submitting => [Claimed, Sending],
        TaskStates.Failed => [TaskStates.Failed, Claimed],
        TaskStates.Unknown => [TaskStates.Unknown, Sending],
        { } other => [other],
        _ => [],
    };

    /// <summary>True for the two states that hold an owner's attempt.</summary>
    /// <param name="state">A stored state.</param>
    public static bool IsInFlight(string state) => state is Claimed or Sending;
}
