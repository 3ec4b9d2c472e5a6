using NanoBanana.Emulation.Images;

namespace NanoBanana.Emulation.Gateways.NanoBananaApi;

/// <summary>NanoBananaAPI's models, one for each of its three routes. Prices are a client's table of 2026 in credits of 0.005 USD.</summary>
internal static class NanoBananaApiModels
{
    /// <summary><c>/generate</c> without images.</summary>
    public static readonly ModelRow First = new("nano-banana")
    {
        CountField = "numImages",
        MaxCount = 4,
        RatioFields = ["image_size"],
        Ratios = PixelTable.First.Ratios,
        DefaultRatio = "1:1",
        DefaultFormat = "jpeg",
        Choices = [("watermark", [])],
        Price = ModelRow.FixedPrice(4),
    };

    /// <summary><c>/generate</c> with images.</summary>
    public static readonly ModelRow FirstEdit = First.WithImages("imageUrls", 1);

    /// <summary><c>/generate-2</c>; an empty list of images makes it text to image.</summary>
    public static readonly ModelRow Second = new ModelRow("nano-banana-2")
    {
        MaxPrompt = 20000,
        RatioFields = ["aspectRatio"],
        Ratios = PixelTable.Second.RatiosAndAuto,
        Pixels = PixelTable.Second,
        FormatField = "outputFormat",
        Formats = ["png", "jpg"],
        DefaultFormat = "jpg",
        Flags = ["googleSearch"],
        Price = ModelRow.Prices(8, 12, 18),
    }.WithImages("imageUrls", 0, 14).WithResolutions();

    /// <summary><c>/generate-pro</c>.</summary>
    public static readonly ModelRow Pro = new ModelRow("nano-banana-pro")
    {
        RatioFields = ["aspectRatio"],
        Ratios = PixelTable.Pro.RatiosAndAuto,
        Pixels = PixelTable.Pro,
        DefaultFormat = "png",
        Price = ModelRow.Prices(18, 18, 24),
    }.WithImages("imageUrls", 0, 8).WithResolutions();
}
