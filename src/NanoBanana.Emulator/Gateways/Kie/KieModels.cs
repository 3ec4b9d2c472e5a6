using NanoBanana.Emulation.Images;

namespace NanoBanana.Emulation.Gateways.Kie;

/// <summary>The models of kie.ai's protocol, as its pages of 2026 have them; Apikley and AIGPTImage serve some of each.</summary>
internal static class KieModels
{
    private static readonly string[] WithJpeg = ["png", "jpeg"];
    private static readonly string[] WithJpg = ["png", "jpg"];

    /// <summary>Text to image with plain Nano Banana: the ratio under its older or its newer name, the newer wins.</summary>
    public static readonly ModelRow First = new("google/nano-banana")
    {
        MaxPrompt = 5000,
        RatioFields = ["image_size", "aspect_ratio"],
        Ratios = PixelTable.First.RatiosAndAuto,
        DefaultRatio = "1:1",
        FormatField = "output_format",
        Formats = WithJpeg,
        DefaultFormat = "png",
        Flags = ["nsfw_checker"],
        Price = ModelRow.FixedPrice(4),
    };

    /// <summary>Nano Banana 2.</summary>
    public static readonly ModelRow Second = new ModelRow("nano-banana-2")
    {
        MaxPrompt = 20000,
        RatioFields = ["aspect_ratio"],
        Ratios = PixelTable.Second.RatiosAndAuto,
        Pixels = PixelTable.Second,
        FormatField = "output_format",
        Formats = WithJpg,
        DefaultFormat = "jpg",

        // In the page of April 2026, gone from that of August.
        Flags = ["google_search"],
        Price = ModelRow.Prices(8, 12, 18),
    }.WithImages("image_input", 0, 14).WithResolutions();

    /// <summary>Nano Banana Pro.</summary>
    public static readonly ModelRow Pro = Second.WithImages("image_input", 0, 8) with
    {
        Model = "nano-banana-pro",
        MaxPrompt = 10000,
        Ratios = PixelTable.Pro.RatiosAndAuto,
        DefaultRatio = "1:1",
        Pixels = PixelTable.Pro,
        DefaultFormat = "png",
        Flags = [],
        Price = ModelRow.Prices(18, 18, 24),
    };

    /// <summary>Nano Banana 2 Lite, whose ratio is required.</summary>
    public static readonly ModelRow Lite = Second.WithImages("image_urls", 0, 10) with
    {
        Model = "nano-banana-2-lite",
        NeedsRatio = true,
        Resolutions = [],
        FormatField = null,
        Flags = [],
        Price = ModelRow.FixedPrice(4),
    };

    /// <summary>Nano Banana 2.1.</summary>
    public static readonly ModelRow SecondNext = Second with { Model = "nano-banana-2-1", Flags = [], Price = ModelRow.Prices(4, 6, 9) };
}
