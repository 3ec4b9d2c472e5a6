namespace NanoBanana;

/// <summary>What a gateway takes for a model if a request does not say.</summary>
public sealed record ModelDefaults
{
    /// <summary>The ratio; null if no page states it.</summary>
    public string? AspectRatio { get; init; }

    /// <summary>The format, in the module's spelling; null if no page states it.</summary>
    public string? OutputFormat { get; init; }

    /// <summary>The resolution; null if no page states it.</summary>
    public string? Resolution { get; init; }
}
