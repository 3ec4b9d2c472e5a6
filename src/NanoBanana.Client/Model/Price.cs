namespace NanoBanana;

/// <summary>The price of a request, or a row of a price list.</summary>
public sealed record Price
{
    /// <summary>One of <see cref="ProviderNames"/>.</summary>
    public required string Provider { get; init; }

    /// <summary>The model as the gateway names it.</summary>
    public required string Model { get; init; }

    /// <summary>One of <see cref="Operations"/>.</summary>
    public required string Operation { get; init; }

    /// <summary>The ratio that the price is for; null if the price does not depend on it.</summary>
    public string? AspectRatio { get; init; }

    /// <summary>The resolution that the price is for; null if the price does not depend on it.</summary>
    public string? Resolution { get; init; }

    /// <summary>Pixels of the result, as the list prints them.</summary>
    public int? Width { get; init; }

    /// <summary>Pixels of the result, as the list prints them.</summary>
    public int? Height { get; init; }

    /// <summary>Width times height, as the list prints it.</summary>
    public int? Pixels { get; init; }

    /// <summary>The price divided by the price of 1:1, as the list prints it.</summary>
    public decimal? ScaleFactor { get; init; }

    /// <summary>Images that the amount is for.</summary>
    public int Count { get; init; } = 1;

    /// <summary>The amount for all images; null if unknown.</summary>
    public decimal? Amount { get; init; }

    /// <summary><c>USD</c> or <c>credits</c>; null if unknown.</summary>
    public string? Currency { get; init; }

    /// <summary>One of <see cref="Certainties"/>.</summary>
    public required string Certainty { get; init; }

    /// <summary>Where the amount comes from.</summary>
    public required string Source { get; init; }

    /// <summary>The day the source was read.</summary>
    public DateTime? AsOf { get; init; }

    /// <summary>A note about the row, such as a contradiction in its source.</summary>
    public string? Note { get; init; }

    /// <summary>The image that it was computed for, or null.</summary>
    public string? Path { get; init; }

    /// <summary>The maximum that it can become, in <see cref="Currency"/>: the amount that a cap reserves until the task has ended. Null if unknown.</summary>
    public decimal? Ceiling { get; init; }

    /// <summary>The parameter that would make it exact, such as <c>AspectRatio</c>; null if none would.</summary>
    internal string? MadeExactBy { get; init; }

    /// <summary>The same amount as the cost of a task.</summary>
    /// <returns>The cost.</returns>
    public Cost ToCost() => new() { Amount = Amount, Currency = Currency, Certainty = Certainty };

    /// <summary>The amount and its unit, such as <c>~5 credits</c>.</summary>
    /// <returns>The text; <c>unknown</c> without an amount.</returns>
    public override string ToString() => ToCost().ToString();
}
