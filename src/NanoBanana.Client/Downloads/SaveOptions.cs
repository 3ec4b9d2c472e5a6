using NanoBanana.Client.Imaging;
using NanoBanana.Client.Model;

namespace NanoBanana.Client.Downloads;

/// <summary>Where and how results are saved.</summary>
public sealed record SaveOptions
{
    /// <summary>The folder; created if it is missing.</summary>
    /// <exception cref="ArgumentException">It is empty.</exception>
    public required string Destination { get; init => field = Ranges.Filled(value); }

    /// <summary>The name without extension, with the fields of <see cref="NameTemplate"/>.</summary>
    public string Name { get; init; } = NameTemplate.Default;

    /// <summary>Mirrors the sub-folders of the sources below <see cref="Destination"/>; null puts all into it.</summary>
    public SourceTree? Mirror { get; init; }

    /// <summary>Whether a file of the same name is replaced; by default a number is added to the name.</summary>
    public bool Force { get; init; }

    /// <summary>Whether a JSON file that describes how the image was made is written next to each image.</summary>
    public bool Sidecar { get; init; }

    /// <summary>
    /// Writes prompt, task id and the digital source type into the image file: XMP, and PNG text or a JPEG comment. The pixels stay as
    /// they are; an image with Content Credentials is left alone.
    /// </summary>
    public bool Embed { get; init; }

    /// <summary>Writes another format or size; null saves the image unchanged.</summary>
    public ImageConversion? ConvertTo { get; init; }

    /// <summary>The full path of the only file, with its extension; null uses <see cref="Destination"/> and <see cref="Name"/>.</summary>
    public string? OutFile { get; init; }

    /// <summary>The maximum size of a downloaded image in bytes; at least 1, 50 MiB by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is less than 1.</exception>
    public long MaxBytes { get; init => field = Ranges.FromOne(value); } = 50 * 1024 * 1024;

    /// <summary>The folder that a task's images go to.</summary>
    internal string FolderOf(ImageTask task) => OutFile is not null ? Path.GetDirectoryName(OutFile)!
        : Mirror is not null && task.Source.Count > 0 && Mirror.FolderOf(task.Source[0]) is { } folder ? Path.Combine(Destination, folder) : Destination;
}
