namespace NanoBanana.Client.Store;

/// <summary>An attempt landed without being accepted.</summary>
public sealed record LandedFact : StoreFact
{
    /// <summary>The claim is given back before anything was sent: as if it had never been.</summary>
    public const string Withdrawn = "Withdrawn";

    /// <summary><c>NotDelivered</c>, <c>Refused</c>, <c>Rejected</c>, <c>Unknown</c> or <see cref="Withdrawn"/>.</summary>
    public required string Landing { get; init; }

    /// <summary>The gateway's id, if an answer that is not a clean success contained one.</summary>
    public string? GatewayId { get; init; }

    /// <summary>Why, as one JSON value.</summary>
    public string? Outcome { get; init; }
}
