using NanoBanana.Client.Compatibility;

namespace NanoBanana;

/// <summary>
/// The content of a callback. It is only a hint: the sender may have lied, and even a signature does not cover the body. So
/// it names its claims as claims, and no cmdlet takes it for a task; ask the gateway.
/// </summary>
public sealed record Callback
{
    /// <summary>The gateway's id of its task.</summary>
    public required string Id { get; init; }

    /// <summary>One of <see cref="ProviderNames"/>.</summary>
    public required string Provider { get; init; }

    /// <summary>The state that it claims, one of <see cref="TaskStates"/>.</summary>
    public required string ClaimedState { get; init; }

    /// <summary>The result links that it claims.</summary>
    public IReadOnlyList<string> ClaimedImages { get; init => field = Indexable.Of(value); } = [];

    /// <summary>Why the task failed, as it claims; null otherwise.</summary>
    public string? ClaimedFailure { get; init; }

    /// <summary>What proves its sender, one of <see cref="CallbackProofs"/>.</summary>
    public required string Verified { get; init; }

    /// <summary>When it was read.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Id;
}
