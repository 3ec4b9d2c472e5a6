namespace NanoBanana.Client.Store;

/// <summary>What a task costs as far as known, and what caps reserved for it.</summary>
/// <param name="Amount">What is shown; null if unknown.</param>
/// <param name="Unit"><c>USD</c> or <c>credits</c>; null if unknown.</param>
/// <param name="Certainty">One of <see cref="Certainties"/>.</param>
/// <param name="Ceiling">The most that it can become; null: the amount itself.</param>
/// <param name="CeilingUnit">The unit of the ceiling; null: the same.</param>
public sealed record StoredPrice(decimal? Amount, string? Unit, string Certainty, decimal? Ceiling = null, string? CeilingUnit = null)
{
    /// <summary>An unknown price.</summary>
    public static StoredPrice Unknown { get; } = new(Amount: null, Unit: null, Certainties.Unknown);
}
