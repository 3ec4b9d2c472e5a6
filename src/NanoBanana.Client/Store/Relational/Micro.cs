namespace NanoBanana.Client.Store.Relational;

/// <summary>Amounts as whole millionths, which add up exactly in both databases.</summary>
internal static class Micro
{
    private const decimal Each = 1_000_000m;

    public static long Of(decimal amount) => (long)Math.Round(amount * Each, MidpointRounding.AwayFromZero);

    public static long? Of(decimal? amount) => amount is { } value ? Of(value) : null;

    public static decimal ToAmount(long micro) => micro / Each;

    public static decimal? ToAmount(long? micro) => micro / Each;

    /// <summary>A price as it will be read back, so that what is added can be taken back exactly.</summary>
    public static StoredPrice Rounded(StoredPrice price) => price with { Amount = ToAmount(Of(price.Amount)), Ceiling = ToAmount(Of(price.Ceiling)) };
}
