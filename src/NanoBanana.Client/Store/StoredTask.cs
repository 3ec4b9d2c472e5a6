using NanoBanana.Client.Model;

namespace NanoBanana.Client.Store;

/// <summary>All that the store knows of one intent.</summary>
public sealed record StoredTask
{
    /// <summary>The id that was made before anything was sent.</summary>
    public required string IntentId { get; init; }

    /// <summary>Counts up in the order of the claims.</summary>
    public long Sequence { get; init; }

    /// <summary>What makes two requests the same piece of work.</summary>
    public required string WorkKey { get; init; }

    /// <summary>Its number among equal requests, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>One of <see cref="StoredStates"/> or <see cref="TaskStates"/>.</summary>
    public required string State { get; init; }

    /// <summary>Whether its cost is reserved, spent, in doubt or released.</summary>
    public required Charge Charge { get; init; }

    /// <summary>How many attempts were made.</summary>
    public required int Attempt { get; init; }

    /// <summary>The process that holds the attempt.</summary>
    public string? Owner { get; init; }

    /// <summary>When it was first claimed, by the store's clock.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When the present attempt was claimed.</summary>
    public required DateTimeOffset ClaimedAt { get; init; }

    /// <summary>When the gateway accepted it.</summary>
    public DateTimeOffset? SubmittedAt { get; init; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>How long it took.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>One of <see cref="ProviderNames"/>.</summary>
    public required string Provider { get; init; }

    /// <summary>The account that pays.</summary>
    public required string Account { get; init; }

    /// <summary>The profile's name at the time.</summary>
    public required string Profile { get; init; }

    /// <summary>The gateway's address at that time.</summary>
    public string? BaseUri { get; init; }

    /// <summary>The model as the gateway names it.</summary>
    public string? Model { get; init; }

    /// <summary>One of <see cref="Operations"/>.</summary>
    public string? Operation { get; init; }

    /// <summary>The emulator's instance; null for a real gateway.</summary>
    public string? Emulator { get; init; }

    /// <summary>The whole request as one JSON value.</summary>
    public required string Request { get; init; }

    /// <summary>The prompt; null if the profile leaves it out.</summary>
    public string? Prompt { get; init; }

    /// <summary>The tag as JSON.</summary>
    public string? Tag { get; init; }

    /// <summary>The hash of the tag.</summary>
    public string? TagHash { get; init; }

    /// <summary>The batch it belongs to.</summary>
    public string? Batch { get; init; }

    /// <summary>The gateway's id.</summary>
    public string? GatewayId { get; init; }

    /// <summary>How the last attempt landed if it was not accepted.</summary>
    public string? Landing { get; init; }

    /// <summary>Its result (images, failure, status address) as one JSON value.</summary>
    public string? Outcome { get; init; }

    /// <summary>What it costs as far as known.</summary>
    public required StoredPrice Price { get; init; }

    /// <summary>How many images it has.</summary>
    public int Images { get; init; }

    /// <summary>Its images on disk, or about to be.</summary>
    public IReadOnlyList<StoredFile> Files { get; init; } = [];

    /// <summary>Other ids that the gateway gave for the same work: a possible double charge.</summary>
    public IReadOnlyList<string> OtherIds { get; init; } = [];

    /// <summary>One of <see cref="ReviewDecisions"/>; null if it was not reviewed.</summary>
    public string? Review { get; init; }

    /// <summary>The note of the review.</summary>
    public string? ReviewNote { get; init; }

    /// <summary>When it was reviewed.</summary>
    public DateTimeOffset? ReviewedAt { get; init; }

    /// <summary>Which of several takes it is.</summary>
    public int? Take { get; init; }

    /// <summary>The intent of its first take; null if it is not another take.</summary>
    public string? TakeOf { get; init; }

    /// <summary>True while the gateway still works on it, or while it is unknown whether it does.</summary>
    public bool IsPending => StoredStates.IsPending(State);

    /// <summary>True if it was paid for and not all of its images are on disk.</summary>
    public bool IsUnsaved => State is TaskStates.Succeeded && Files.Count(file => file.IsSaved) < Images;
}
