namespace NanoBanana.Emulation.Limits;

/// <summary>What a refused call went beyond.</summary>
/// <param name="Limit">The limit of rate; null: too many tasks are active.</param>
/// <param name="Tier">The tier's name if the limit is a tier's.</param>
/// <param name="Wait">Until the next call would be taken; for active tasks, until the first of them ends.</param>
internal sealed record Excess(CallLimit? Limit, string? Tier, TimeSpan Wait)
{
    /// <summary>Whole seconds, rounded up, so that a client that obeys never comes too early.</summary>
    public int WaitSeconds => Math.Max(1, (int)Math.Ceiling(Wait.TotalSeconds));
}
