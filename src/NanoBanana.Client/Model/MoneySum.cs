namespace NanoBanana.Client.Model;

/// <summary>Amounts of money, added up by their unit. It is not safe for several threads at the same time.</summary>
public sealed class MoneySum
{
    private readonly SortedDictionary<string, decimal> _sums = new(StringComparer.Ordinal);

    /// <summary>The sums above 0, in the order of their units.</summary>
    public IReadOnlyList<Money> Parts => [.. _sums.Where(each => each.Value > 0).Select(each => new Money(each.Value, each.Key))];

    /// <summary>Adds an amount.</summary>
    /// <param name="amount">How much; below 0 takes away. Null, a price that is not known, adds nothing.</param>
    /// <param name="unit"><c>USD</c> or <c>credits</c>; null adds nothing.</param>
    /// <returns>True if it was added.</returns>
    public bool Add(decimal? amount, string? unit)
    {
        if (amount is not { } known || unit is null)
        {
            return false;
        }

        _sums[unit] = (_sums.TryGetValue(unit, out var sum) ? sum : 0) + known;
        return true;
    }

    /// <summary>The sums in one text, such as <c>12 credits and 0.06 USD</c>; empty if there is nothing.</summary>
    public override string ToString() => string.Join(" and ", Parts);
}
