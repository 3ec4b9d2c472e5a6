using System.Collections;

namespace NanoBanana.PowerShell.Binding;

/// <summary>Ratios that the current provider accepts.</summary>
internal sealed class AspectRatioCompletion : Completion
{
    /// <inheritdoc/>
    protected override IEnumerable<(string Value, string Tip)> Candidates(IDictionary bound) =>
        Models(bound).SelectMany(row => row.AspectRatios).Select(ratio => (ratio, "width:height " + ratio));
}
