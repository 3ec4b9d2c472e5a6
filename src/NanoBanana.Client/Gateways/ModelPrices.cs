using NanoBanana.Client.Compatibility;

namespace NanoBanana;

/// <summary>What one image of a model costs, as a source states it.</summary>
public sealed record ModelPrices
{
    /// <summary>The source of prices that are in the user's own file.</summary>
    public const string OfUser = "user";

    /// <summary><c>USD</c> or <c>credits</c>.</summary>
    public required string Currency { get; init; }

    /// <summary>The day the source was read: prices move.</summary>
    public DateTime? AsOf { get; init; }

    /// <summary>Where the prices come from.</summary>
    public string Source { get; init => field = value ?? string.Empty; } = string.Empty;

    /// <summary><c>Exact</c> if the gateway states them, <c>Estimated</c> if others do.</summary>
    public string Certainty { get; init => field = value ?? Certainties.Exact; } = Certainties.Exact;

    /// <summary>The amounts; which one counts is found by resolution and ratio.</summary>
    public required IReadOnlyList<ModelPrice> Amounts { get; init => field = Indexable.Of(value ?? []); }

    /// <summary>The lowest and the highest amount with their unit, such as <c>~5 to 9 credits</c>.</summary>
    /// <returns>The text; <c>unknown</c> without amounts.</returns>
    public override string ToString()
    {
        if (Amounts.Count == 0)
        {
            return Cost.Unknown.ToString();
        }

        var (least, most) = (Amounts.Min(each => each.Amount), Amounts.Max(each => each.Amount));
        var lowest = new Cost { Amount = least, Currency = least == most ? Currency : null, Certainty = Certainty }.ToString().TrimEnd();
        return least == most ? lowest : FormattableString.Invariant($"{lowest} to {most:0.####} {Currency}");
    }
}
