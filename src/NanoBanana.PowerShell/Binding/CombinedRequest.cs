using NanoBanana.Client.Compatibility;

namespace NanoBanana.PowerShell.Binding;

/// <summary>Collects the images of all records for <c>-Combine</c>.</summary>
internal sealed class CombinedRequest
{
    private readonly HashSet<string> _prompts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<object?>> _tag = new(StringComparer.Ordinal);
    private IReadOnlyList<string?> _first = [];

    /// <summary>The images so far.</summary>
    public ImageGroup Images { get; } = [];

    public bool IsEmpty => _prompts.Count == 0;

    /// <summary>True once an image was refused: one task of the others is not what was asked for.</summary>
    public bool IsIncomplete { get; set; }

    public void Add(ImageGroup images, IReadOnlyList<string?> prompts, IReadOnlyDictionary<string, object?> tag)
    {
        Images.AddRange(images);
        _first = prompts;
        _prompts.Add(string.Join("\u0001", prompts));
        foreach (var each in tag)
        {
            var values = _tag.TryGetValue(each.Key, out var known) ? known : _tag[each.Key] = [];
            if (!values.Contains(each.Value))
            {
                values.Add(each.Value);
            }
        }
    }

    /// <summary>The tags of all records; where they differ, a list of their values.</summary>
    public IReadOnlyDictionary<string, object?> Tag() => _tag.ToDictionary(each => each.Key, each => each.Value.Count == 1 ? each.Value[0] : each.Value, StringComparer.Ordinal);

    /// <summary>The prompts that all records have: each makes a task of all images.</summary>
    /// <exception cref="NanoBananaException"><c>PromptConflict</c>.</exception>
    public IReadOnlyList<string?> Prompts() => _prompts.Count == 1
        ? _first
        : throw new NanoBananaException(ErrorIds.PromptConflict, _prompts.Count);
}
