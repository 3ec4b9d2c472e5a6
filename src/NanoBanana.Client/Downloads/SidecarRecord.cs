using System.Text.Json.Serialization;
using NanoBanana.Client.Model;

namespace NanoBanana.Client.Downloads;

/// <summary>What a sidecar says. Its names are a contract: more may come, none changes.</summary>
internal sealed record SidecarRecord
{
    public required string Image { get; init; }

    public required string Sha256 { get; init; }

    public required int Width { get; init; }

    public required int Height { get; init; }

    public int? RequestedWidth { get; init; }

    public int? RequestedHeight { get; init; }

    public required bool IsWhole { get; init; }

    public required string Provenance { get; init; }

    public required int Index { get; init; }

    public string? Url { get; init; }

    public string? Prompt => Task.Prompt;

    public IReadOnlyList<string> Source => Task.Source;

    public string Provider => Task.Provider;

    public string? Profile => Task.Profile;

    public string? Model => Task.Model;

    public string? Operation => Task.Operation;

    public string? AspectRatio => Task.AspectRatio;

    public string? OutputFormat => Task.OutputFormat;

    public int Count => Task.Count;

    /// <summary>Everything that was asked for, without secrets.</summary>
    [JsonConverter(typeof(RequestConverter))]
    public ImageRequest? Request => Task.Request;

    public string? TaskId => Task.Id;

    public string? IntentId => Task.IntentId;

    public DateTimeOffset? SubmittedAt => Task.SubmittedAt;

    public DateTimeOffset? CompletedAt => Task.CompletedAt;

    public required DateTimeOffset SavedAt { get; init; }

    public double? DurationSeconds => Task.Duration?.TotalSeconds;

    public Cost? Cost => Task.Cost;

    /// <summary>The task as it may be written down.</summary>
    internal ImageTask Task { get; init; } = null!;
}
