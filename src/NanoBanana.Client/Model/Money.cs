using System.Globalization;

namespace NanoBanana;

/// <summary>An amount and its unit. Like is compared with like only.</summary>
/// <param name="Amount">From 0.</param>
/// <param name="Currency"><c>USD</c> or <c>credits</c>.</param>
public sealed record Money(decimal Amount, string Currency)
{
    /// <summary>Reads an amount: <c>5</c>, <c>5 USD</c> and <c>$5</c> are dollars, <c>40 credits</c> are credits.</summary>
    /// <param name="text">A number, optionally with a unit.</param>
    /// <returns>The amount and its unit.</returns>
    /// <exception cref="NanoBananaException"><c>InvalidMoney</c>.</exception>
    public static Money Parse(string text)
    {
        var trimmed = text.Trim().TrimStart('$');
        var split = trimmed.IndexOfAny([' ', '\t']);
        var number = split < 0 ? trimmed : trimmed.Substring(0, split);
        var unit = split < 0 ? Currencies.Usd : trimmed.Substring(split).Trim();
        var currency = unit.Equals(Currencies.Usd, StringComparison.OrdinalIgnoreCase) ? Currencies.Usd
            : unit.TrimEnd('s', 'S').Equals("credit", StringComparison.OrdinalIgnoreCase) ? Currencies.Credits
            : null;
        return currency is not null && decimal.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount) && IsSane(amount)
            ? new Money(amount, currency)
            : throw new NanoBananaException(ErrorIds.InvalidMoney, text) { Target = text };
    }

    /// <summary>False for an amount that no image costs, and that could not be added up or divided by.</summary>
    internal static bool IsSane(decimal? amount) => amount is null or 0 or (>= 0.000001m and <= 1_000_000_000m);

    /// <inheritdoc/>
    public override string ToString() => Amount.ToString("0.####", CultureInfo.InvariantCulture) + " " + Currency;
}
