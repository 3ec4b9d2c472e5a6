namespace NanoBanana.Client.Waiting;

/// <summary>The progress of the tasks of a watch.</summary>
/// <param name="Added">All tasks that were added.</param>
/// <param name="Succeeded">Ended with images, or were so already.</param>
/// <param name="Failed">Ended without images.</param>
/// <param name="Running">The gateway works on them.</param>
/// <param name="Queued">Accepted, not started as far as is known.</param>
/// <param name="Spent">What they cost, one sum per unit. Tasks of unknown price are not included.</param>
/// <param name="Left">The estimated time until all have ended; null if none is open or it is unknown.</param>
public sealed record WatchProgress(int Added, int Succeeded, int Failed, int Running, int Queued, IReadOnlyList<Money> Spent, TimeSpan? Left);
