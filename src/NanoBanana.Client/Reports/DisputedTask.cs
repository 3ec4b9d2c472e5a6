namespace NanoBanana;

/// <summary>A task to ask the gateway's support about: it was, or may have been, charged and gave no image, or was given two ids.</summary>
public sealed record DisputedTask
{
    /// <summary>One of <see cref="ProviderNames"/>.</summary>
    public required string Provider { get; init; }

    /// <summary>The profile.</summary>
    public required string Profile { get; init; }

    /// <summary>The gateway's id; null if none is known.</summary>
    public string? Id { get; init; }

    /// <summary>Other ids that the gateway gave for the same request, separated by spaces; null if there are none.</summary>
    public string? OtherIds { get; init; }

    /// <summary>This client's own id of the request.</summary>
    public required string IntentId { get; init; }

    /// <summary>The model as the gateway names it.</summary>
    public string? Model { get; init; }

    /// <summary>When it was submitted.</summary>
    public DateTimeOffset? SubmittedAt { get; init; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>What is disputed: the id of the error, or <c>TwoIds</c>.</summary>
    public required string Reason { get; init; }

    /// <summary>The gateway's own code of the failure.</summary>
    public string? Code { get; init; }

    /// <summary>What it cost as far as known.</summary>
    public decimal? Amount { get; init; }

    /// <summary><c>USD</c> or <c>credits</c>.</summary>
    public string? Currency { get; init; }

    /// <summary>The prompt, only if it was asked for.</summary>
    public string? Prompt { get; init; }
}
