using System.Text.Json.Serialization;
using NanoBanana.Client.Http;
using NanoBanana.Client.Model;
using NanoBanana.Client.Submitting;

namespace NanoBanana.Client.Journal;

/// <summary>
/// One line of the journal. Which members are set depends on <see cref="Kind"/>. It holds what the user asked for and what came
/// of it, never a key.
/// </summary>
internal sealed record JournalRecord
{
    [JsonConverter(typeof(PooledTextConverter))]
    public required string Kind { get; init; }

    public required string Intent { get; init; }

    public required DateTimeOffset At { get; init; }

    public string? WorkKey { get; init; }

    [JsonConverter(typeof(PooledTextConverter))]
    public string? Provider { get; init; }

    [JsonConverter(typeof(PooledTextConverter))]
    public string? Profile { get; init; }

    [JsonConverter(typeof(LastUriConverter))]
    public Uri? BaseUri { get; init; }

    [JsonConverter(typeof(PooledTextConverter))]
    public string? Model { get; init; }

    [JsonConverter(typeof(PooledTextConverter))]
    public string? Operation { get; init; }

    /// <summary>Everything that was asked for, as <see cref="StoredRequest"/> gives it.</summary>
    [JsonConverter(typeof(RequestConverter))]
    public ImageRequest? Request { get; init; }

    /// <summary>What the defaults filled in.</summary>
    [JsonConverter(typeof(RequestConverter))]
    public ImageRequest? Defaults { get; init; }

    /// <summary>The gateways that were asked before this one for the same work.</summary>
    public IReadOnlyList<TaskAttempt>? Attempts { get; init; }

    /// <summary>What the task costs as far as known.</summary>
    public decimal? Amount { get; init; }

    [JsonConverter(typeof(PooledTextConverter))]
    public string? Currency { get; init; }

    [JsonConverter(typeof(PooledTextConverter))]
    public string? Certainty { get; init; }

    /// <summary>What is reserved for it: the most that it can cost, in the unit of the profile's caps.</summary>
    public decimal? Reserved { get; init; }

    [JsonConverter(typeof(PooledTextConverter))]
    public string? ReservedIn { get; init; }

    /// <summary>The gateway's id.</summary>
    public string? Id { get; init; }

    public string? StatusUrl { get; init; }

    /// <summary>How a submit landed that was not accepted.</summary>
    [JsonConverter(typeof(PooledTextConverter))]
    public string? Landing { get; init; }

    [JsonConverter(typeof(PooledTextConverter))]
    public string? State { get; init; }

    public TaskFailure? Failure { get; init; }

    public IReadOnlyList<ResultImage>? Images { get; init; }

    public DateTimeOffset? CompletedAt { get; init; }

    public TimeSpan? Duration { get; init; }

    /// <summary>Which image was saved, from 1.</summary>
    public int? Index { get; init; }

    public string? Path { get; init; }

    /// <summary>XXH64 of the image's bytes.</summary>
    public ulong? Checksum { get; init; }

    /// <summary>False for a line that was edited or damaged: to the reader, null is there, and any address or amount will do.</summary>
    public bool IsSound() =>
        Kind is not null
        && Intent is not null
        && BaseUri is null or { IsAbsoluteUri: true }
        && Request?.IsSound() is not false
        && (Images is not { Count: > 0 } || !Images.Any(image => image?.Url is null))
        && (Attempts is null || Attempts.All(each => each is { Profile: not null, Provider: not null, ErrorId: not null, Message: not null }))
        && Failure is null or { Reason: not null, Message: not null }
        && Money.IsSane(Amount) && Money.IsSane(Reserved);
}
