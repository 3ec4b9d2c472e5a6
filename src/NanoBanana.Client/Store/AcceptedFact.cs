namespace NanoBanana.Client.Store;

/// <summary>The receipt: the gateway accepted the request under its id.</summary>
public sealed record AcceptedFact : StoreFact
{
    /// <summary>The gateway's id.</summary>
    public required string GatewayId { get; init; }

    /// <summary>One of <see cref="TaskStates"/>.</summary>
    public string State { get; init; } = TaskStates.Pending;

    /// <summary>What is known of it besides, as one JSON value.</summary>
    public string? Outcome { get; init; }
}
