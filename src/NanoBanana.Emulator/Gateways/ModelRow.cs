using NanoBanana.Emulation.Images;

namespace NanoBanana.Emulation.Gateways;

/// <summary>What one gateway takes for one of its models, and what it charges: the emulator's own copy of the documents.</summary>
/// <param name="Model">The gateway's name of the model.</param>
internal sealed record ModelRow(string Model)
{
    private static readonly string[] UsualResolutions = ["1K", "2K", "4K"];

    public int MinPrompt { get; init; } = 1;

    public int MaxPrompt { get; init; } = int.MaxValue;

    /// <summary>The field of input images; null if the model takes none.</summary>
    public string? ImageField { get; init; }

    public int MinImages { get; init; }

    public int MaxImages { get; init; } = int.MaxValue;

    /// <summary>An empty list is refused, although the field may be left out.</summary>
    public bool RefusesEmptyImages { get; init; }

    /// <summary>The fields of the ratio, the newer name last; none if the model follows its input.</summary>
    public IReadOnlyList<string> RatioFields { get; init; } = [];

    public IReadOnlyList<string> Ratios { get; init; } = [];

    public string DefaultRatio { get; init; } = "auto";

    public bool NeedsRatio { get; init; }

    public string? CountField { get; init; }

    public int MaxCount { get; init; } = 1;

    /// <summary>The resolutions that are taken; empty if the field is skipped.</summary>
    public IReadOnlyList<string> Resolutions { get; init; } = [];

    /// <summary>The field of the format; null if it is skipped.</summary>
    public string? FormatField { get; init; }

    public IReadOnlyList<string> Formats { get; init; } = [];

    public required string DefaultFormat { get; init; }

    /// <summary>The format is checked, and every result has the default one all the same.</summary>
    public bool IgnoresFormat { get; init; }

    /// <summary>Fields that must be true or false if they are there.</summary>
    public IReadOnlyList<string> Flags { get; init; } = [];

    /// <summary>Further fields of text, and the values that each takes; empty for any.</summary>
    public IReadOnlyList<(string Field, string[] Values)> Choices { get; init; } = [];

    public PixelTable Pixels { get; init; } = PixelTable.First;

    /// <summary>The price of one image by resolution and ratio.</summary>
    public required Func<string, string, decimal> Price { get; init; }

    /// <summary><c>USD</c> or <c>credits</c>.</summary>
    public string Unit { get; init; } = "credits";

    /// <summary>The same model with images.</summary>
    public ModelRow WithImages(string field, int min, int max = int.MaxValue) => this with { ImageField = field, MinImages = min, MaxImages = max };

    /// <summary>The same model with 1K, 2K and 4K.</summary>
    public ModelRow WithResolutions() => this with { Resolutions = UsualResolutions };

    /// <summary>A price for each of 1K, 2K and 4K; 0.5K costs what 1K does unless it is given.</summary>
    public static Func<string, string, decimal> Prices(decimal first, decimal second, decimal fourth, decimal? half = null) =>
        (resolution, _) => resolution switch { "0.5K" => half ?? first, "2K" => second, "4K" => fourth, _ => first };

    /// <summary>The same price for every image.</summary>
    public static Func<string, string, decimal> FixedPrice(decimal each) => (_, _) => each;

    /// <summary>Checks the fields of a request; what is wrong becomes the gateway's refusal.</summary>
    public ModelInput Read(JsonFields input)
    {
        foreach (var flag in Flags)
        {
            _ = input.Flag(flag);
        }

        foreach (var (field, values) in Choices)
        {
            _ = values.Length == 0 ? input.OptionalText(field) : input.OneOf(field, values);
        }

        var format = FormatField is null ? null : input.OneOf(FormatField, Formats);
        return new ModelInput(
            input.Text("prompt", MinPrompt, MaxPrompt),
            ReadRatio(input),
            Resolutions.Count == 0 ? "1K" : input.OneOf("resolution", Resolutions, "1K"),
            Encoded(IgnoresFormat ? DefaultFormat : format ?? DefaultFormat),
            CountField is null ? 1 : input.Integer(CountField, 1, MaxCount, 1),
            ImageField is null ? [] : input.Images(ImageField, MinImages, MaxImages, RefusesEmptyImages));
    }

    // there is no WebP encoder here
    private static string Encoded(string format) => format is "jpeg" or "jpg" ? "jpeg" : "png";

    private string ReadRatio(JsonFields input)
    {
        var given = RatioFields.Select(field => input.OneOf(field, Ratios)).ToList().FindLast(ratio => ratio is not null);
        if (given is null && NeedsRatio)
        {
            _ = input.Text(RatioFields[RatioFields.Count - 1]);
        }

        return given ?? DefaultRatio;
    }
}
