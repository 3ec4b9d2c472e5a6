namespace NanoBanana.Client.Pricing;

/// <summary>
/// "Nano Banana Image Edit API Pricing" of
/// https://www.pixazo.ai/models/image-editing/google-gemini-2.5-flash-nano-banana-image-edit-api, with its numbers as printed.
/// https://www.pixazo.ai/models/nano-banana repeats the amounts for text to image.
/// </summary>
internal static class PixazoPriceList
{
    public const string Source = "Pixazo price list, www.pixazo.ai/models/nano-banana";

    public static readonly DateTime AsOf = new(2026, 11, 21, 0, 0, 0, DateTimeKind.Utc);

    public static IReadOnlyList<Row> Rows { get; } =
    [
        new("1:1", 1024, 1024, 1048576, 1m, 0.06m),
        new("16:9", 1920, 1080, 2073600, 1.98m, 0.1188m),
        new("21:9", 2560, 1096, 2807360, 2.68m, 0.1608m, "The list contradicts itself: 2560 x 1096 is 2805760 pixels, not the printed 2807360."),
        new("3:2", 1800, 1200, 2160000, 2.06m, 0.1236m),
        new("2:3", 1200, 1800, 2160000, 2.06m, 0.1236m),
        new("4:5", 1080, 1350, 1458000, 1.39m, 0.0834m),
        new("5:4", 1250, 1000, 1250000, 1.19m, 0.0714m),
        new("3:4", 1080, 1440, 1555200, 1.48m, 0.0888m),
        new("4:3", 1440, 1080, 1555200, 1.48m, 0.0888m),
        new("9:16", 1080, 1920, 2073600, 1.98m, 0.1188m),
    ];

    internal sealed record Row(string Ratio, int Width, int Height, int Pixels, decimal Factor, decimal Usd, string? Note = null);
}
