using System.Collections;
using NanoBanana.Client.Gateways;

namespace NanoBanana.PowerShell.Binding;

/// <summary>Names of providers, with their address in the tool tip.</summary>
internal sealed class ProviderCompletion : Completion
{
    /// <inheritdoc/>
    protected override IEnumerable<(string Value, string Tip)> Candidates(IDictionary bound) =>
        GatewayRegistry.Descriptions.Select(each => (each.Name, each.BaseUri.Host));
}
