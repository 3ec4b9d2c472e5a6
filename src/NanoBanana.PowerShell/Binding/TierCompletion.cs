using System.Collections;
using NanoBanana.Client.Gateways;

namespace NanoBanana.PowerShell.Binding;

/// <summary>The tiers of the gateways that have some.</summary>
internal sealed class TierCompletion : Completion
{
    /// <inheritdoc/>
    protected override IEnumerable<(string Value, string Tip)> Candidates(IDictionary bound) => 
        GatewayRegistry.Descriptions.SelectMany(each => each.Tiers).Select(tier => (tier.Name, tier.Limits));
}
