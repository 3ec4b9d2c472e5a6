using NanoBanana.Client.Http;

namespace NanoBanana.Client.Gateways;

/// <summary>What one reply says of a task.</summary>
internal sealed record TaskSnapshot
{
    /// <summary>The gateway's id, or null if the reply has none.</summary>
    public string? Id { get; init; }

    public string State { get; init; } = TaskStates.Pending;

    /// <summary>A state word that this version does not know; the task is taken as running.</summary>
    public string? UnknownWord { get; init; }

    public IReadOnlyList<ResultImage> Images { get; init; } = [];

    public string? FailureCode { get; init; }

    public string? FailureMessage { get; init; }

    public string? StatusUrl { get; init; }

    public DateTimeOffset? CreatedAt { get; init; }

    public DateTimeOffset? CompletedAt { get; init; }

    public TimeSpan? Duration { get; init; }

    public string? ProviderTime { get; init; }

    /// <summary>Credits that the gateway says it took; null if it does not say.</summary>
    public decimal? CreditsConsumed { get; init; }

    /// <summary>What the gateway repeats of the request; fills in what a query by id alone cannot know.</summary>
    public RequestEcho? Echo { get; init; }

    /// <summary>False if the reply names another task: it says nothing of the one that was asked for.</summary>
    public bool IsOf(string id) => Id is null || string.Equals(Id, id, StringComparison.OrdinalIgnoreCase);
}
