using NanoBanana.Emulation.Compatibility;

namespace NanoBanana.Emulation.Images;

/// <summary>Ratios and the pixel sizes of their results at 1K; other resolutions are multiples of it.</summary>
internal sealed class PixelTable
{
    /// <summary>Pixazo's table of plain Nano Banana (its edit page). No other gateway prints one, so it serves that model everywhere.</summary>
    public static readonly PixelTable First = new(
        ("1:1", 1024, 1024), ("16:9", 1920, 1080), ("21:9", 2560, 1096), ("3:2", 1800, 1200), ("2:3", 1200, 1800),
        ("4:5", 1080, 1350), ("5:4", 1250, 1000), ("3:4", 1080, 1440), ("4:3", 1440, 1080), ("9:16", 1080, 1920));

    /// <summary>Google's table of the Pro family (ai.google.dev/gemini-api/docs/image-generation); a live 3:2 of 1264×848 agrees.</summary>
    public static readonly PixelTable Pro = new(
        ("1:1", 1024, 1024), ("2:3", 848, 1264), ("3:2", 1264, 848), ("3:4", 896, 1200), ("4:3", 1200, 896),
        ("4:5", 928, 1152), ("5:4", 1152, 928), ("9:16", 768, 1376), ("16:9", 1376, 768), ("21:9", 1584, 672));

    /// <summary>The same, with the four narrow ratios of Nano Banana 2 and its successors.</summary>
    public static readonly PixelTable Second = new(
        [.. Pro._rows, ("1:4", 512, 2048), ("4:1", 2048, 512), ("1:8", 384, 3072), ("8:1", 3072, 384)]);

    private readonly (string Ratio, int Width, int Height)[] _rows;

    private PixelTable(params (string Ratio, int Width, int Height)[] rows)
    {
        _rows = rows;
        Ratios = [.. rows.Select(row => row.Ratio)];
        RatiosAndAuto = [.. Ratios, "auto"];
    }

    public IReadOnlyList<string> Ratios { get; }

    public IReadOnlyList<string> RatiosAndAuto { get; }

    /// <summary>The size of a result.</summary>
    /// <param name="ratio">One of <see cref="Ratios"/>.</param>
    /// <param name="resolution"><c>0.5K</c>, <c>1K</c>, <c>2K</c> or <c>4K</c>.</param>
    public PixelSize Size(string ratio, string resolution)
    {
        var row = _rows.First(candidate => candidate.Ratio.Is(ratio));
        var (times, by) = resolution switch { "0.5K" => (1, 2), "2K" => (2, 1), "4K" => (4, 1), _ => (1, 1) };
        return new PixelSize(row.Width * times / by, row.Height * times / by);
    }

    /// <summary>The ratio nearest to an input image, measured as the distance of logarithms; 1:1 without one.</summary>
    public string Nearest(PixelSize? input) => input is { Width: > 0, Height: > 0 } size
        ? _rows.OrderBy(row => Math.Abs(Math.Log((double)row.Width / row.Height) - Math.Log((double)size.Width / size.Height))).First().Ratio
        : "1:1";
}
