using System.Collections;

namespace NanoBanana.PowerShell.Binding;

/// <summary>AIGPTImage's tiers.</summary>
internal sealed class TierCompletion : Completion
{
    /// <inheritdoc/>
    protected override IEnumerable<(string Value, string Tip)> Candidates(IDictionary bound) => Tiers.All.Select(each => (each, Tiers.Describe(each)));
}
