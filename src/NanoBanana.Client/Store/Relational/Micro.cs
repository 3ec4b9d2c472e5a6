namespace NanoBanana.Client.Store.Relational;

/// <summary>Amounts as whole millionths, which add up exactly in both databases.</summary>
internal static class Micro
{
    private const decimal Each = 1_000_000m;

    public static long Of(decimal amount) => (long)Math.Round(amount * Each, MidpointRounding.AwayFromZero);

    public static long? Of(decimal? amount) => amount is { } value ? Of(value) : null;

    public static decimal ToAmount(long micro) => micro / Each;

    public static decimal? ToAmount(long? micro) => micro / Each;
}
