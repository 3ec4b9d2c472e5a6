namespace NanoBanana.Client.Store;

/// <summary>An accepted task has ended, or more is known of it.</summary>
public sealed record EndedFact : StoreFact
{
    /// <summary>One of <see cref="TaskStates"/>.</summary>
    public required string State { get; init; }

    /// <summary>Whether the task failed and may have been charged all the same.</summary>
    public bool MayHaveBeenCharged { get; init; }

    /// <summary>Images and failure as one JSON value.</summary>
    public string? Outcome { get; init; }

    /// <summary>How many images it has.</summary>
    public int Images { get; init; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>How long it took.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>Whether the gateway reported the duration, so that it shows how long tasks take.</summary>
    public bool DurationIsStated { get; init; }

    /// <summary>What it cost; null: as known before.</summary>
    public StoredPrice? Price { get; init; }
}
