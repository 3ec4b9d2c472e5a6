using NanoBanana.Client.Compatibility;

namespace NanoBanana;

/// <summary>One image of a task.</summary>
public sealed record ResultImage
{
    /// <summary>Where it can be fetched; an https link or, if inline results were requested, a data URI.</summary>
    public required string Url { get; init; }

    /// <summary>Its place among the task's images, from 1.</summary>
    public required int Index { get; init; }

    /// <summary>The media type as the gateway states it; null if it does not. The bytes decide, not this.</summary>
    public string? ContentType { get; init; }

    /// <summary>Pixels, if the gateway states them.</summary>
    public int? Width { get; init; }

    /// <summary>Pixels, if the gateway states them.</summary>
    public int? Height { get; init; }

    /// <summary>Pixels that were requested by ratio and resolution; null if the documents do not define these.</summary>
    public int? RequestedWidth { get; init; }

    /// <inheritdoc cref="RequestedWidth"/>
    public int? RequestedHeight { get; init; }

    /// <summary>When the link stops working, if the gateway documents it.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Whether the image itself is in <see cref="Url"/>.</summary>
    /// <returns>True if <see cref="Url"/> is a data URI.</returns>
    public bool IsInline() => Url.StartsWith("data:", StringComparison.OrdinalIgnoreCase);

    /// <summary>The text instead of an inline image that was not kept.</summary>
    internal const string LostUrl = "data:,";

    /// <summary>True if it was inline, and was not kept.</summary>
    internal bool IsLost() => string.Equals(Url, LostUrl, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => Url.Length <= 120 ? Url : Url.Substring(0, 117) + "...";
}
