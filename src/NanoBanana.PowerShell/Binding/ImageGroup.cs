namespace NanoBanana.PowerShell.Binding;

/// <summary>The images of one task.</summary>
internal sealed class ImageGroup : List<SourceImage>
{
    /// <summary>A group without images: text to image.</summary>
    public ImageGroup()
    {
    }

    /// <summary>A group of these images.</summary>
    public ImageGroup(IEnumerable<SourceImage> images)
        : base(images)
    {
    }

    /// <summary>True if all belong to one task; a wildcard makes one task per file.</summary>
    public bool IsOneTask { get; init; }

    /// <summary>The request of a failed or planned task, which is submitted again as it is.</summary>
    public ImageRequest? Again { get; init; }

    /// <summary>The tag of the task whose images these are: it belongs to the same record.</summary>
    public IReadOnlyDictionary<string, object?>? Tag { get; init; }
}
