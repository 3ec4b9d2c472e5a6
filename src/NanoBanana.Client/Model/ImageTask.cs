using NanoBanana.Client.Compatibility;
using NanoBanana.Client.Http;

namespace NanoBanana;

/// <summary>A request that a gateway accepted, or whose outcome is unknown, and what has come of it so far.</summary>
public sealed record ImageTask
{
    /// <summary>The gateway's own id; null while the outcome is unknown and for a planned task.</summary>
    public string? Id { get; init; }

    /// <summary>One of <see cref="ProviderNames"/>.</summary>
    public required string Provider { get; init; }

    /// <summary>The profile it was submitted with.</summary>
    public required string Profile { get; init; }

    /// <summary>The model as the gateway names it.</summary>
    public string? Model { get; init; }

    /// <summary>One of <see cref="Operations"/>.</summary>
    public string? Operation { get; init; }

    /// <summary>One of <see cref="TaskStates"/>.</summary>
    public required string State { get; init; }

    /// <summary>The prompt.</summary>
    public string? Prompt { get; init; }

    /// <summary>The source images as the user gave them: paths or URLs.</summary>
    public IReadOnlyList<string> Source { get; init => field = Indexable.Of(value); } = [];

    /// <summary>The ratio that was asked for.</summary>
    public string? AspectRatio { get; init; }

    /// <summary>The format that was asked for.</summary>
    public string? OutputFormat { get; init; }

    /// <summary>How many images were asked for.</summary>
    public int Count { get; init; } = 1;

    /// <summary>When the gateway accepted it.</summary>
    public DateTimeOffset? SubmittedAt { get; init; }

    /// <summary>When it ended: the gateway's word where it states a zone, else when this client saw it.</summary>
    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>How long it took: the gateway's word where it gives one, else from submit to end.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>Its results; empty until it succeeded.</summary>
    public IReadOnlyList<ResultImage> Images { get; init => field = Indexable.Of(value); } = [];

    /// <summary>Why it failed or what is unknown; null otherwise.</summary>
    public TaskFailure? Failure { get; init; }

    /// <summary>What it costs as far as known.</summary>
    public Cost Cost { get; init; } = Cost.Unknown;

    /// <summary>This client's own id of the request, made before anything was sent.</summary>
    public string? IntentId { get; init; }

    /// <summary>Where the gateway said to ask for the state (Pixazo's <c>polling_url</c>, given once); null otherwise.</summary>
    public string? StatusUrl { get; init; }

    /// <summary>Times that the gateway gave without a zone, as text: shown, never computed with.</summary>
    public string? ProviderTime { get; init; }

    /// <summary>True where an image stood in the gateway's own reply and was not kept: asking the gateway again may bring it.</summary>
    internal bool HasLostImages() => Images.Any(image => image.IsLost());

    /// <summary>True once nothing more will happen to it by itself.</summary>
    public bool HasEnded() => State is TaskStates.Succeeded or TaskStates.Failed or TaskStates.Unknown or TaskStates.Planned;

    /// <inheritdoc/>
    public override string ToString() => Id ?? IntentId ?? State;
}
