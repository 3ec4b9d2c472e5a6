namespace NanoBanana.PowerShell.Binding;

/// <summary>Collects the images of all records for <c>-Combine</c>.</summary>
internal sealed class CombinedRequest
{
    private readonly HashSet<string> _prompts = new(StringComparer.Ordinal);

    /// <summary>The images so far.</summary>
    public ImageGroup Images { get; } = [];

    public bool IsEmpty => _prompts.Count == 0;

    /// <summary>True once an image was refused: one task of the others is not what was asked for.</summary>
    public bool IsIncomplete { get; set; }

    public void Add(ImageGroup images, string? prompt)
    {
        Images.AddRange(images);
        _prompts.Add(prompt ?? string.Empty);
    }

    /// <exception cref="NanoBananaException"><c>PromptConflict</c>.</exception>
    public string Prompt() => _prompts.Count == 1
        ? _prompts.First()
        : throw new NanoBananaException(ErrorIds.PromptConflict, _prompts.Count);
}
