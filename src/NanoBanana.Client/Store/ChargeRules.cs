using NanoBanana.Client.Model;

namespace NanoBanana.Client.Store;

/// <summary>
/// The one rule of charges. While a task runs, the most that it can cost is reserved next to what is shown; after its end exactly
/// what is shown counts.
/// </summary>
internal static class ChargeRules
{
    /// <summary>What a task adds to the spending of its account.</summary>
    /// <param name="charge">What becomes of its money.</param>
    /// <param name="ended">Nothing more will happen to it by itself.</param>
    /// <param name="price">What it costs.</param>
    /// <returns>Nothing if it was released.</returns>
    public static IEnumerable<SpendingLine> Lines(Charge charge, bool ended, StoredPrice price)
    {
        if (charge is Charge.Released)
        {
            yield break;
        }

        var unit = price.Unit ?? string.Empty;
        var shown = price.Unit is null ? 0 : price.Amount ?? 0;
        var sameUnit = price.CeilingUnit is null || string.Equals(price.CeilingUnit, price.Unit, StringComparison.Ordinal);
        var most = sameUnit ? Math.Max(price.Unit is null ? 0 : price.Ceiling ?? 0, shown) : shown;
        yield return charge switch
        {
            Charge.Spent => new SpendingLine(unit, shown, ended ? 0 : most - shown, 0, 0, 1),
            Charge.Unknown => new SpendingLine(unit, 0, 0, most, 0, 1),
            _ => new SpendingLine(unit, 0, most, 0, 0, 1),
        };

        // shown in credits and capped in dollars, say: what was reserved for it continues counting for that cap
        if (!sameUnit && price.Ceiling is { } held)
        {
            yield return new SpendingLine(price.CeilingUnit!, 0, 0, 0, held, 0);
        }
    }

    /// <summary>What becomes of the money when an attempt has landed without being accepted.</summary>
    /// <param name="landing">Its landing.</param>
    public static Charge OfLanding(string landing) => landing is TaskStates.Unknown ? Charge.Unknown : Charge.Released;

    /// <summary>What becomes of the money when an accepted task has ended.</summary>
    /// <param name="fact">Its state, and whether the gateway may have charged for it although it failed.</param>
    public static Charge OfEnd(EndedFact fact) =>
        Charges.Releases(fact.State, fact.MayHaveBeenCharged) ? Charge.Released : Charge.Spent;

    /// <summary>True if the same work is given instead of being paid for again.</summary>
    /// <param name="charge">What became of its money.</param>
    public static bool IsKept(Charge charge) => charge is Charge.Spent or Charge.Unknown;
}
