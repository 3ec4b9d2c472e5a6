namespace NanoBanana;

/// <summary>How certain an amount is.</summary>
public static class Certainties
{
    /// <summary>Stated by the gateway or its price list.</summary>
    public const string Exact = "Exact";

    /// <summary>Computed from a price list with an assumption, which the source names.</summary>
    public const string Estimated = "Estimated";

    /// <summary>No source states it; it is not invented.</summary>
    public const string Unknown = "Unknown";
}
