namespace NanoBanana.Client.Waiting;

/// <summary>How the watch of one task ended.</summary>
/// <param name="Task">The task as last seen.</param>
/// <param name="Error">Why it can no longer be watched; null if it ended or ran out of time.</param>
/// <param name="TimedOut">It had not ended in time; it is still running at the gateway.</param>
public sealed record WatchResult(ImageTask Task, NanoBananaException? Error, bool TimedOut);
