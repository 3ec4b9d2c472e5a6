using NanoBanana.Emulation.Images;

namespace NanoBanana.Emulation.Gateways.Crun;

/// <summary>Crun's models; each serves text and edit: images make it an edit.</summary>
internal static class CrunModels
{
    private static readonly string[] Formats = ["png", "jpg"];

    // Limits of the base model are those of Pro's schema; its price is invented.
    private static readonly ModelRow First = new ModelRow("google/nano-banana")
    {
        MaxPrompt = 20000,
        RatioFields = ["aspect_ratio"],
        Ratios = PixelTable.First.RatiosAndAuto,
        DefaultRatio = "1:1",
        FormatField = "output_format",
        Formats = Formats,
        DefaultFormat = "png",
        Price = ModelRow.FixedPrice(4),
    }.WithImages("img_urls", 0, 8).WithResolutions();

    private static readonly ModelRow Second = First.WithImages("img_urls", 0, 14) with
    {
        Model = "google/nano-banana-2",
        Ratios = PixelTable.Second.RatiosAndAuto,
        Pixels = PixelTable.Second,
        Flags = ["google_search"],
        Price = ModelRow.FixedPrice(5),
    };

    private static readonly ModelRow Pro = First with
    {
        Model = "google/nano-banana-pro",
        Pixels = PixelTable.Pro,
        RefusesEmptyImages = true,
        Price = ModelRow.Prices(8, 8, 10),
    };

    public static readonly IReadOnlyList<ModelRow> All =
    [
        First,

        // The page: "output_format is not supported and may be ignored" by the second channel, which is fixed at 1K.
        First with { Model = "google/nano-banana-v2", FormatField = null, Resolutions = [] },
        Second,

        // The second channels of the newer models are about 40 % cheaper.
        Second with { Model = "google/nano-banana-2-v2", FormatField = null, Flags = [], Price = ModelRow.FixedPrice(3) },

        // How many images the light one takes is on no page, and neither is its price.
        Second with { Model = "google/nano-banana-2-lite", MaxImages = int.MaxValue, Resolutions = [], FormatField = null, Flags = [], Price = ModelRow.FixedPrice(2) },
        Pro,
        Pro with { Model = "google/nano-banana-pro-v2", IgnoresFormat = true, Price = ModelRow.Prices(4.8m, 4.8m, 6) },
    ];

    public static ModelRow? Find(string model) => All.FirstOrDefault(row => string.Equals(row.Model, model, StringComparison.Ordinal));
}
