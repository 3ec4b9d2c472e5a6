using NanoBanana.Client.Compatibility;
using NanoBanana.Client.Http;
using NanoBanana.Client.Model;

namespace NanoBanana;

/// <summary>A request that a gateway accepted, or whose outcome is unknown, with its state and results so far.</summary>
public sealed record ImageTask
{
    private static readonly IReadOnlyDictionary<string, object?> NoTag = PlainValue.OfPairs([]);

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

    /// <summary>The whole request; null if only the gateway's id is known.</summary>
    public ImageRequest? Request { get; init; }

    /// <summary>The options that were not requested and that the profile's defaults filled in; null if there are none.</summary>
    public ImageRequest? Defaults { get; init; }

    /// <summary>The prompt; null if it is not known.</summary>
    public string? Prompt => Request?.Prompt is { Length: > 0 } prompt ? prompt : null;

    /// <summary>The images to edit: full paths or URLs.</summary>
    public IReadOnlyList<string> Source => Request?.Sources ?? [];

    /// <summary>
    /// What was done to the copies that were sent instead of files, by -Fit or -StripMetadata: a sentence for each changed one, which
    /// begins with its path; empty if all went as they are, and in a later session.
    /// </summary>
    public IReadOnlyList<string> SourceChanges { get; init => field = Indexable.Of(value); } = [];

    /// <summary>The images that went with the request after its own: full paths or URLs.</summary>
    public IReadOnlyList<string> Reference => Request?.References ?? [];

    /// <summary>The requested ratio, else the profile's default.</summary>
    public string? AspectRatio => Request?.AspectRatio ?? Defaults?.AspectRatio;

    /// <summary>The requested format, else the profile's default.</summary>
    public string? OutputFormat => Request?.OutputFormat ?? Defaults?.OutputFormat;

    /// <summary>The requested resolution.</summary>
    public string? Resolution => Request?.Resolution ?? Defaults?.Resolution;

    /// <summary>How many images were requested; 1 by default.</summary>
    public int Count => Request?.Count ?? Defaults?.Count ?? 1;

    /// <summary>The text that was to be drawn on the image.</summary>
    public string? Watermark => Request?.Watermark;

    /// <summary>The values of the user's record next to the request.</summary>
    public IReadOnlyDictionary<string, object?> Tag => Request?.Tag ?? NoTag;

    /// <summary>Which take it is, from 2; null for the first.</summary>
    public int? Take => Request?.Take;

    /// <summary>The intent id of the first take; null for the first.</summary>
    public string? TakeOf => Request?.TakeOf;

    /// <summary>For a planned task, the SHA-256 of each of its local images, and an empty text for a URL. A file that has changed since is not what was planned.</summary>
    public IReadOnlyList<string> SourceSha256 { get; init => field = Indexable.Of(value ?? []); } = [];

    /// <summary>What people decided about its images: the last decision on each.</summary>
    public IReadOnlyList<ImageReview> Reviews { get; init => field = Indexable.Of(value ?? []); } = [];

    /// <summary><c>Approved</c> if an image was approved, <c>Rejected</c> if all were rejected; null while it is open.</summary>
    public string? Review => Reviews.Any(each => each.Decision is ReviewDecisions.Approved) ? ReviewDecisions.Approved
        : Reviews.Count > 0 && Images.All(image => Reviews.Any(each => each.Index == image.Index && each.Decision is ReviewDecisions.Rejected)) ? ReviewDecisions.Rejected
        : null;

    /// <summary>When the gateway accepted it.</summary>
    public DateTimeOffset? SubmittedAt { get; init; }

    /// <summary>When it ended: the time of the gateway if it states a zone, else when this client saw it.</summary>
    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>How long it took: as reported by the gateway, else from submit to end.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>Its results; empty until it succeeded.</summary>
    public IReadOnlyList<ResultImage> Images { get; init => field = Indexable.Of(value); } = [];

    /// <summary>Why it failed or what is unknown; null otherwise.</summary>
    public TaskFailure? Failure { get; init; }

    /// <summary>The cost as far as it is known.</summary>
    public Cost Cost { get; init; } = Cost.Unknown;

    /// <summary>This client's own id of the request, made before anything was sent.</summary>
    public string? IntentId { get; init; }

    /// <summary>Where the gateway said to ask for the state (Pixazo's <c>polling_url</c>, given once); null otherwise.</summary>
    public string? StatusUrl { get; init; }

    /// <summary>Times that the gateway gave without a zone, as text: shown, never computed with.</summary>
    public string? ProviderTime { get; init; }

    /// <summary>The gateways that were tried before, if several were named; empty if the first one accepted it.</summary>
    public IReadOnlyList<TaskAttempt> Attempts { get; init => field = Indexable.Of(value ?? []); } = [];

    /// <summary>True if an image was in the reply of the gateway and was not kept: querying the gateway again may return it.</summary>
    internal bool HasLostImages() => Images.Any(image => image.IsLost());

    /// <summary>Whether the task has ended.</summary>
    /// <returns>True if the state will not change by itself.</returns>
    public bool HasEnded() => State is TaskStates.Succeeded or TaskStates.Failed or TaskStates.Unknown or TaskStates.Planned;

    /// <inheritdoc/>
    public override string ToString() => Id ?? IntentId ?? State;
}
