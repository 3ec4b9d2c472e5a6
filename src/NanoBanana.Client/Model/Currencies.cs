namespace NanoBanana;

/// <summary>The units of prices.</summary>
public static class Currencies
{
    /// <summary>United States dollars.</summary>
    public const string Usd = "USD";

    /// <summary>The gateway's own credits; every gateway has its own.</summary>
    public const string Credits = "credits";
}
