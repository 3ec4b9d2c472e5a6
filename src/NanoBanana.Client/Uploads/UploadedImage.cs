namespace NanoBanana;

/// <summary>A local image that now has a URL.</summary>
public sealed record UploadedImage
{
    /// <summary>The file as the user gave it.</summary>
    public required string Path { get; init; }

    /// <summary>Where a gateway can fetch it; it may carry a signature for reading.</summary>
    public required string Url { get; init; }

    /// <summary>Hash of what was uploaded, in lower-case hexadecimal.</summary>
    public required string Sha256 { get; init; }

    /// <summary>When the link stops working, if that is known.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Url;
}
