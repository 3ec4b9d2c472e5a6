using System.Globalization;

namespace NanoBanana;

/// <summary>What a task costs: an amount and its unit.</summary>
public sealed record Cost
{
    /// <summary>An unknown cost.</summary>
    public static Cost Unknown { get; } = new();

    /// <summary>The amount; null if unknown.</summary>
    public decimal? Amount { get; init; }

    /// <summary><c>USD</c> or <c>credits</c>; null if unknown.</summary>
    public string? Currency { get; init; }

    /// <summary>One of <see cref="Certainties"/>.</summary>
    public string Certainty { get; init; } = Certainties.Unknown;

    /// <summary>Nothing, in the unit of what it would have been: what was refused or failed, and was not charged.</summary>
    internal Cost Waived() => new() { Amount = 0, Currency = Currency ?? Currencies.Credits, Certainty = Certainties.Exact };

    /// <inheritdoc/>
    public override string ToString() => Amount is { } amount
        ? (string.Equals(Certainty, Certainties.Exact, StringComparison.Ordinal) ? string.Empty : "~")
            + amount.ToString("0.####", CultureInfo.InvariantCulture) + " " + Currency
        : "unknown";
}
