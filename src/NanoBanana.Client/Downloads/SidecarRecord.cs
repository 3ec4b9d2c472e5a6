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

    public string? Prompt { get; init; }

    public IReadOnlyList<string> Source { get; init; } = [];

    public required string Provider { get; init; }

    public string? Profile { get; init; }

    public string? Model { get; init; }

    public string? Operation { get; init; }

    public string? AspectRatio { get; init; }

    public string? OutputFormat { get; init; }

    public int Count { get; init; }

    public string? TaskId { get; init; }

    public string? IntentId { get; init; }

    public DateTimeOffset? SubmittedAt { get; init; }

    public DateTimeOffset? CompletedAt { get; init; }

    public required DateTimeOffset SavedAt { get; init; }

    public double? DurationSeconds { get; init; }

    public Cost? Cost { get; init; }
}
