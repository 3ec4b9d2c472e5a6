namespace NanoBanana.Client.Downloads;

/// <summary>A result on disk.</summary>
/// <param name="Path">Full path.</param>
/// <param name="Task">Its task.</param>
/// <param name="Image">Which image of the task.</param>
/// <param name="Checksum">XXH64 of its bytes.</param>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
public sealed record SavedImage(string Path, ImageTask Task, ResultImage Image, ulong Checksum, int Width, int Height)
{
    /// <summary>True if a decoder gets every row of it.</summary>
    public bool IsWhole { get; init; } = true;

    /// <summary>One of <see cref="Provenances"/>.</summary>
    public string Provenance { get; init; } = Provenances.None;

    /// <summary>Pixels that were asked for; null if the gateway's documents do not say what a ratio means.</summary>
    public int? RequestedWidth { get; init; }

    /// <summary>Pixels that were asked for; null if the gateway's documents do not say what a ratio means.</summary>
    public int? RequestedHeight { get; init; }

    /// <summary>This image's share of what its task costs.</summary>
    public Cost Cost => Task.Cost is { Amount: { } amount } cost && Task.Images.Count > 1 ? cost with { Amount = amount / Task.Images.Count } : Task.Cost;

    /// <summary>True if a JSON file must be next to it, because the image itself could not take the prompt.</summary>
    internal bool NeedsSidecar { get; init; }
}
