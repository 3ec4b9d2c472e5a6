using NanoBanana.Client.Imaging;
using NanoBanana.Client.Reports;
using NetVips;
using SkiaSharp;

namespace NanoBanana.Benchmarks.Thumbnails;

/// <summary>Ways to make small copies of images, each as JPEG of quality 80.</summary>
internal static class ThumbnailContestants
{
    public const string Bare = "SkiaSharp: decode, resize, encode";
    public const string Vips = "libvips: thumbnail, encode";
    public const string Ours = "the module's thumbnail";
    public const string Report = "the module's report";

    /// <summary>The longer side in a report of up to 200 images.</summary>
    private const int Edge = 480;
    private const int Quality = 80;

    public static IReadOnlyList<string> All { get; } = [Bare, Vips, Ours, Report];

    /// <summary>False if the library is not there.</summary>
    public static bool IsThere(string name)
    {
        if (name is not Vips)
        {
            return true;
        }

        if (ModuleInitializer.VipsInitialized)
        {
            // what it made of a file must not be kept for the next time that the file is read
            (NetVips.NetVips.Concurrency, Cache.Max) = (1, 0);
        }

        return ModuleInitializer.VipsInitialized;
    }

    /// <returns>The bytes of all copies, or of the report.</returns>
    public static async Task<long> RunAsync(string name, IReadOnlyList<string> files, string folder) => name switch
    {
        Report => await ReportAsync(files, Path.Combine(folder, "report.html")),
        Vips => files.Sum(WithVips),
        Bare => files.Sum(WithSkia),
        _ => files.Sum(WithModule),
    };

    private static long WithModule(string path)
    {
        using var file = File.OpenRead(path);
        return Thumbnail.Make(file, Edge)!.Bytes.Length;
    }

    private static long WithSkia(string path)
    {
        using var picture = SKBitmap.Decode(path);
        var scale = (double)Edge / Math.Max(picture.Width, picture.Height);
        var size = new SKSizeI((int)Math.Round(picture.Width * scale), (int)Math.Round(picture.Height * scale));
        using var small = picture.Resize(size, new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
        using var data = small.Encode(SKEncodedImageFormat.Jpeg, Quality);
        return data.Size;
    }

    private static long WithVips(string path)
    {
        using var small = Image.Thumbnail(path, Edge, height: Edge, outputProfile: "srgb");
        return small.JpegsaveBuffer(q: Quality).Length;
    }

    private static async Task<long> ReportAsync(IReadOnlyList<string> files, string report)
    {
        var items = files.Select((path, number) => new ReportItem(TaskOf(number), [], [new ReportPicture { Name = Path.GetFileName(path), Path = path, Index = 1 }], IsEmulated: false)).ToList();
        await ReportWriter.WriteAsync(items, new ReportOptions { Path = report, Force = true }, CancellationToken.None);
        return new FileInfo(report).Length;
    }

    private static ImageTask TaskOf(int number) => new()
    {
        Id = FormattableString.Invariant($"task-{number}"),
        Provider = ProviderNames.Crun,
        Profile = "bench",
        State = TaskStates.Succeeded,
        Request = new ImageRequest { Prompt = FormattableString.Invariant($"a lighthouse in a storm, number {number}") },
    };
}
