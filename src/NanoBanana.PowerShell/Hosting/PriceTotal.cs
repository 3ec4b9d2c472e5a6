using System.Globalization;

namespace NanoBanana.PowerShell.Hosting;

/// <summary>Adds up the prices of -WhatIf, each unit on its own.</summary>
internal sealed class PriceTotal
{
    private readonly SortedDictionary<string, (decimal Expected, decimal Most)> _amounts = new(StringComparer.Ordinal);
    private int _unknown;

    public int Count { get; private set; }

    public void Add(Price price)
    {
        Count++;
        if (price is { Amount: { } amount, Currency: { } currency })
        {
            _amounts.TryGetValue(currency, out var sum);
            _amounts[currency] = (sum.Expected + amount, sum.Most + (price.Ceiling ?? amount));
        }
        else
        {
            _unknown++;
        }
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        var known = string.Join(" and ", _amounts.Select(each => Text(each.Key, each.Value.Expected, each.Value.Most)));
        var text = string.Format(CultureInfo.InvariantCulture, "{0} task(s) would cost {1} in total", Count, known.Length > 0 ? "about " + known : "an unknown amount");
        return _unknown > 0 && known.Length > 0
            ? string.Format(CultureInfo.InvariantCulture, "{0}, and the price of {1} of them is unknown.", text, _unknown)
            : text + ".";
    }

    private static string Text(string currency, decimal expected, decimal most) =>
        most > expected ? $"{new Money(expected, currency)} (at most {new Money(most, currency)})" : new Money(expected, currency).ToString();
}
