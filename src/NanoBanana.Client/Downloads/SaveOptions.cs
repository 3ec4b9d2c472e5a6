namespace NanoBanana.Client.Downloads;

/// <summary>Where and how results are saved.</summary>
public sealed record SaveOptions
{
    /// <summary>The folder; created where it is missing.</summary>
    public required string Destination { get; init; }

    /// <summary>The name without extension, with the fields of <see cref="NameTemplate"/>.</summary>
    public string Name { get; init; } = NameTemplate.Default;

    /// <summary>Replaces a file of the same name; without it a number is added.</summary>
    public bool Force { get; init; }

    /// <summary>Largest image in bytes.</summary>
    public long MaxBytes { get; init; } = 50 * 1024 * 1024;
}
