using System.Collections;

namespace NanoBanana.PowerShell.Binding;

/// <summary>Resolutions that the current provider accepts.</summary>
internal sealed class ResolutionCompletion : Completion
{
    /// <inheritdoc/>
    protected override IEnumerable<(string Value, string Tip)> Candidates(IDictionary bound) =>
        Models(bound).SelectMany(row => row.Resolutions).Select(resolution => (resolution, resolution));
}
