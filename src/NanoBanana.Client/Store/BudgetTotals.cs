using NanoBanana.Client.Model;

namespace NanoBanana.Client.Store;

/// <summary>What an account spent in a period, compared with a cap at the time of asking.</summary>
public sealed record BudgetTotals
{
    /// <summary>Spent, in the cap's unit.</summary>
    public decimal Spent { get; init; }

    /// <summary>Set aside, or charged perhaps, in the cap's unit.</summary>
    public decimal Reserved { get; init; }

    /// <summary>What cannot be compared with the cap: amounts of other units, by unit.</summary>
    public IReadOnlyList<Money> NotCounted { get; init; } = [];

    /// <summary>Tasks with an unknown price: they cannot be counted either.</summary>
    public int UnknownPrices { get; init; }

    /// <summary>The first day of the period, in the store's time zone.</summary>
    public DateTime Since { get; init; }

    /// <summary>Adds up rows of spending for a cap.</summary>
    /// <param name="rows">The rows of one account and period.</param>
    /// <param name="unit">The cap's unit.</param>
    /// <param name="creditPrice">What one credit costs in USD; null: credits do not count for USD.</param>
    internal static BudgetTotals Of(IEnumerable<SpendingLine> rows, string unit, decimal? creditPrice)
    {
        decimal spent = 0, reserved = 0;
        var unknown = 0;
        var others = new MoneySum();
        foreach (var row in rows)
        {
            var converts = creditPrice is not null && unit is Currencies.Usd && row.Unit is Currencies.Credits;
            if (converts || string.Equals(row.Unit, unit, StringComparison.Ordinal))
            {
                var factor = converts ? creditPrice!.Value : 1;
                spent += row.Spent * factor;
                reserved += (row.Reserved + row.Unknown) * factor;

                // with a price per credit these tasks are counted in credits
                spent += !converts && (creditPrice is null || unit is not Currencies.Usd) ? row.Held : 0;
            }
            else if (row.Unit.Length == 0)
            {
                unknown += row.Tasks;
            }
            else
            {
                others.Add(row.Spent + row.Reserved + row.Unknown, row.Unit);
            }
        }

        return new BudgetTotals { Spent = spent, Reserved = reserved, UnknownPrices = unknown, NotCounted = others.Parts };
    }
}
