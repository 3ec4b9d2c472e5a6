using NanoBanana.Emulation.Images;

namespace NanoBanana.Emulation.Gateways.Pixazo;

/// <summary>Pixazo's models. One route is one model and one operation.</summary>
internal static class PixazoModels
{
    // The pages of plain Nano Banana state no maximum; this one only keeps a typo from filling the memory.
    private const int AnyCount = 100;
    private const int BatchCount = 10;

    private static readonly string[] EditFormats = ["jpeg", "png"];
    private static readonly string[] AllFormats = ["jpeg", "png", "webp"];

    private static readonly IReadOnlyDictionary<string, decimal> FirstPrices = new Dictionary<string, decimal>(StringComparer.Ordinal)
    {
        ["1:1"] = 0.06m, ["16:9"] = 0.1188m, ["21:9"] = 0.1608m, ["3:2"] = 0.1236m, ["2:3"] = 0.1236m,
        ["4:5"] = 0.0834m, ["5:4"] = 0.0714m, ["3:4"] = 0.0888m, ["4:3"] = 0.0888m, ["9:16"] = 0.1188m,
    };

    private static readonly ModelRow First = Row("nano-banana") with
    {
        CountField = "num_images",
        MaxCount = AnyCount,
        FormatField = "output_format",
        Formats = AllFormats,
        DefaultFormat = "jpeg",
        Price = (_, ratio) => FirstPrices[ratio],
    };

    /// <summary>generateTextToImageRequest.</summary>
    public static readonly ModelRow Generate = First with
    {
        RatioFields = ["aspect_ratio"],
        Ratios = PixelTable.First.Ratios,
        DefaultRatio = "1:1",
        Flags = ["sync_mode", "limit_generations"],
    };

    /// <summary>generateEditImageRequest: it has no ratio, the result follows the first image.</summary>
    public static readonly ModelRow Edit = First.WithImages("image_urls", 1) with { Formats = EditFormats };

    /// <summary>The asynchronous image-to-image operation with its batch price.</summary>
    public static readonly ModelRow BatchEdit = First.WithImages("image_urls", 1, 3) with
    {
        MaxCount = BatchCount,
        Resolutions = ["1K", "2K"],
        Flags = ["sync_mode", "enable_web_search"],
        Price = ModelRow.Prices(0.03m, 0.05m, 0.05m),
    };

    // The shape of today's routes; the limits are fal's for the same models, whose fields these are.
    private static readonly ModelRow Today = Row("nano-banana-2") with
    {
        MinPrompt = 3,
        MaxPrompt = 50000,
        CountField = "num_images",
        MaxCount = 4,
        RatioFields = ["aspect_ratio"],
        Ratios = PixelTable.Second.RatiosAndAuto,
        Pixels = PixelTable.Second,
        FormatField = "output_format",
        Formats = AllFormats,
        DefaultFormat = "png",
        Flags = ["sync_mode", "limit_generations", "enable_web_search"],
        Choices = [("safety_tolerance", ["1", "2", "3", "4", "5", "6"])],
    };

    public static readonly ModelRow Second = Today with
    {
        Resolutions = ["0.5K", "1K", "2K", "4K"],
        Price = ModelRow.Prices(0.084m, 0.126m, 0.168m, half: 0.063m),
    };

    public static readonly ModelRow SecondEdit = Second.WithImages("image_urls", 1, 14);

    // Half of the usual price, as the batch lane of the other models costs: no page has it.
    public static readonly ModelRow SecondBatch = Second with { MaxCount = BatchCount, Price = ModelRow.Prices(0.042m, 0.063m, 0.084m, half: 0.0315m) };

    public static readonly ModelRow SecondBatchEdit = SecondBatch.WithImages("image_urls", 1, 14);

    /// <summary>The replicate-like spelling of early 2026: one route for both operations.</summary>
    public static readonly ModelRow SecondEarly = Second.WithImages("image_input", 0, 14) with
    {
        MinPrompt = 1,
        CountField = null,
        MaxCount = 1,
        Ratios = [.. PixelTable.Second.Ratios, "match_input_image"],
        DefaultRatio = "match_input_image",
        Resolutions = ["1K", "2K", "4K"],
        Formats = ["jpg", "png"],
        DefaultFormat = "jpg",
        Flags = ["google_search", "image_search"],
        Choices = [],
    };

    // No page has its price or its references: the price is invented, and any number of references is taken.
    public static readonly ModelRow Lite = Today with { Model = "nano-banana-2-lite", Price = ModelRow.FixedPrice(0.03m) };

    public static readonly ModelRow LiteEdit = Lite.WithImages("image_urls", 1);

    // "output_format is accepted but ignored", the result is JPEG.
    public static readonly ModelRow Pro = Today.WithResolutions() with
    {
        Model = "nano-banana-pro",
        Ratios = PixelTable.Pro.RatiosAndAuto,
        Pixels = PixelTable.Pro,
        DefaultFormat = "jpeg",
        IgnoresFormat = true,
        Price = ModelRow.Prices(0.1407m, 0.1407m, 0.252m),
    };

    public static readonly ModelRow ProEdit = Pro.WithImages("image_urls", 1);

    public static readonly ModelRow ProBatch = Pro with { MaxCount = BatchCount, Price = ModelRow.Prices(0.08m, 0.08m, 0.12m) };

    public static readonly ModelRow ProBatchEdit = ProBatch.WithImages("image_urls", 1, 5);

    private static ModelRow Row(string model) => new(model)
    {
        DefaultFormat = "jpeg",
        Flags = ["sync_mode"],
        Price = ModelRow.FixedPrice(0.06m),
        Unit = "USD",
    };
}
