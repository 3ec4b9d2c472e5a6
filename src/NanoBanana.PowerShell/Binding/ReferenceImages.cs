using System.Management.Automation;

namespace NanoBanana.PowerShell.Binding;

/// <summary>Reads <c>-Reference</c>: the same list is looked up once, however many tasks it goes with.</summary>
internal sealed class ReferenceImages(PSCmdlet cmdlet)
{
    private readonly PathResolver _paths = new(cmdlet);
    private string[]? _last;
    private IReadOnlyList<string> _read = [];

    /// <summary>A variable that is not set, or a search that found nothing, must not become another picture that is paid for.</summary>
    /// <exception cref="NanoBananaException"><c>ImageParameterEmpty</c>.</exception>
    public void CheckCommandLine(string[]? given)
    {
        if (given is null or [] || given.Any(string.IsNullOrWhiteSpace))
        {
            throw new NanoBananaException(ErrorIds.ImageParameterEmpty, "Reference") { Target = "Reference" };
        }
    }

    /// <summary>Full paths and URLs; an empty cell of a record means none.</summary>
    /// <exception cref="NanoBananaException"><c>ImageNotFound</c>, <c>ImageUnreadable</c> or <c>InvalidImageUrl</c>.</exception>
    public IReadOnlyList<string> Read(string[]? given)
    {
        if (given is null or [])
        {
            return [];
        }

        if (!ReferenceEquals(given, _last))
        {
            _read = [.. given.Where(each => !string.IsNullOrWhiteSpace(each)).SelectMany(Images).Select(each => each.Original)];
            _last = given;
        }

        return _read;
    }

    private IEnumerable<SourceImage> Images(string text) => text.Contains("://", StringComparison.Ordinal) ? [SourceImage.FromUrl(text)] : _paths.Expand(text);
}
