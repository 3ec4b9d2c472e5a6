using System.Text.Json.Serialization;

namespace NanoBanana.Client.Store;

/// <summary>
/// Something that happened after money may have left. A fact is never refused and can be written again: it waits in the outbox
/// while the store is away.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(AcceptedFact), "accepted")]
[JsonDerivedType(typeof(LandedFact), "landed")]
[JsonDerivedType(typeof(EndedFact), "ended")]
[JsonDerivedType(typeof(FileFact), "file")]
public abstract record StoreFact
{
    /// <summary>The row.</summary>
    public required string IntentId { get; init; }

    /// <summary>The attempt that it is about, from 1.</summary>
    public int Attempt { get; init; } = 1;

    /// <summary>When it happened, by this machine's clock.</summary>
    public required DateTimeOffset At { get; init; }
}
