using System.Globalization;

namespace NanoBanana;

/// <summary>One line of a price list.</summary>
public sealed record ModelPrice
{
    /// <summary>The resolution that it is for; null for any.</summary>
    public string? Resolution { get; init; }

    /// <summary>The ratio that it is for; null for any.</summary>
    public string? AspectRatio { get; init; }

    /// <summary>What one image costs, from 0.</summary>
    public required decimal Amount { get; init; }

    /// <summary>The maximum that it may cost, if the amount is uncertain; null if it is certain.</summary>
    public decimal? Most { get; init; }

    /// <summary>Pixels of the result, as the list prints them.</summary>
    public int? Width { get; init; }

    /// <summary>Pixels of the result, as the list prints them.</summary>
    public int? Height { get; init; }

    /// <summary>Width times height, as the list prints it.</summary>
    public int? Pixels { get; init; }

    /// <summary>The price divided by the price of 1:1, as the list prints it.</summary>
    public decimal? Factor { get; init; }

    /// <summary>A note about the line, such as a contradiction in its source.</summary>
    public string? Note { get; init; }

    /// <summary>What the amount is for, and the amount, such as <c>2K: 9</c>.</summary>
    /// <returns>The text, without a unit.</returns>
    public override string ToString()
    {
        var use = string.Join(" ", ((string?[])[Resolution, AspectRatio]).Where(each => each is not null));
        return (use.Length > 0 ? use + ": " : string.Empty) + Amount.ToString("0.####", CultureInfo.InvariantCulture);
    }
}
