using System.Collections;
using NanoBanana.Client.Pricing;

namespace NanoBanana.PowerShell.Binding;

/// <summary>Models of the current provider, by the gateway's ids and by their families, with price and state.</summary>
internal class ModelCompletion : Completion
{
    /// <inheritdoc/>
    protected override IEnumerable<(string Value, string Tip)> Candidates(IDictionary bound)
    {
        var now = TimeProvider.System.GetUtcNow();
        var rows = Rows(bound).Where(row => !row.Economy).ToList();
        return rows.Select(row => (row.Model, Tip(row, rows, now))).Concat(rows.Select(row => (row.Family, Tip(row, rows, now))));
    }

    /// <summary>The rows whose models are offered.</summary>
    protected virtual IEnumerable<ModelCapabilities> Rows(IDictionary bound) => AllModels(bound);

    private static string Tip(ModelCapabilities row, IEnumerable<ModelCapabilities> rows, DateTimeOffset now)
    {
        var operations = rows.Where(each => each.Provider == row.Provider && each.Model == row.Model).Select(each => each.Operation);
        var price = PriceList.For(row, ratio: null, count: 1).ToCost();
        var state = row.RetiresAt is { } end && row.IsRetired(now) ? FormattableString.Invariant($"Google shut it down on {end:yyyy-MM-dd}") : ModelDescriptions.StateOf(row, now).ToLowerInvariant();
        return $"{row.Provider}: {string.Join(" and ", operations)}, {(price.Amount is null ? "price unknown" : price + " an image")}, {state}";
    }
}
