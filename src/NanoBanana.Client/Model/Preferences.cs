namespace NanoBanana;

/// <summary>Which of several gateways is tried first.</summary>
public static class Preferences
{
    /// <summary>In the order in which they were named.</summary>
    public const string Order = "Order";

    /// <summary>The cheapest by its price; those whose price is not known, or cannot be compared, come last in the order in which they were named.</summary>
    public const string Cheapest = "Cheapest";

    /// <summary>Both.</summary>
    public static IReadOnlyList<string> All { get; } = [Order, Cheapest];
}
