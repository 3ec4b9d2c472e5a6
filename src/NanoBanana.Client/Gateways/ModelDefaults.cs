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

    /// <summary>The defaults that are known, such as <c>1:1, png, 1K</c>.</summary>
    /// <returns>The text; empty if none is known.</returns>
    public override string ToString() => string.Join(", ", ((string?[])[AspectRatio, OutputFormat, Resolution]).Where(each => each is not null));
}
