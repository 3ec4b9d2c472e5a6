using System.Collections;
using NanoBanana.Client.Gateways;

namespace NanoBanana.PowerShell.Binding;

/// <summary>Models of all gateways, or of the named one; the catalog needs no profile.</summary>
internal sealed class CatalogCompletion : ModelCompletion
{
    /// <inheritdoc/>
    protected override IEnumerable<ModelCapabilities> Rows(IDictionary bound) =>
        ModelCatalog.Rows.Where(row => Text(bound, "Provider") is not { } provider || row.Provider.Equals(provider, StringComparison.OrdinalIgnoreCase));
}
