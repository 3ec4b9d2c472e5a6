using System.Diagnostics;
using System.Globalization;
using NanoBanana.Benchmarks.Reporting;

namespace NanoBanana.Benchmarks.Thumbnails;

/// <summary>A fresh process that makes small copies of all images, and what it took.</summary>
/// <param name="Wall">Milliseconds per image.</param>
/// <param name="Cpu">Milliseconds per image, of all threads.</param>
/// <param name="Peak">The largest working set, in MB, less that before the first image.</param>
/// <param name="Size">Bytes of a copy.</param>
internal sealed record ThumbnailRun(double Wall, double Cpu, double Peak, double Size)
{
    public const int Images = 200;

    /// <summary>One of each format, so that the code is compiled and the library loaded.</summary>
    private const int WarmUp = 3;

    /// <returns>Null if the contestant's library is not there.</returns>
    public static async Task<ThumbnailRun?> StartAsync(string name, string folder)
    {
        using var child = ChildProcess.Start("thumbnails-run", name, folder);
        var line = await child.StandardOutput.ReadToEndAsync();
        await child.WaitForExitAsync();
        return line.Split(' ').Select(each => double.TryParse(each, CultureInfo.InvariantCulture, out var number) ? number : double.NaN).ToList() is [var wall, var cpu, var peak, var size] && child.ExitCode == 0
            ? new ThumbnailRun(wall, cpu, peak, size)
            : null;
    }

    /// <summary>Does the work in this process and prints the figures.</summary>
    public static async Task<int> RunAsync(string name, string folder)
    {
        if (!ThumbnailContestants.IsThere(name))
        {
            return 1;
        }

        var files = Directory.GetFiles(folder).Order(StringComparer.Ordinal).ToList();
        var images = Enumerable.Range(0, Images).Select(number => files[number % files.Count]).ToList();
        var own = Directory.CreateTempSubdirectory("nanobanana-benchmark-").FullName;
        var before = Environment.WorkingSet;
        await ThumbnailContestants.RunAsync(name, images[..WarmUp], own);
        var bytes = 0L;
        var spent = await Spent.OnAsync(async () => bytes = await ThumbnailContestants.RunAsync(name, images, own));
        using var process = Process.GetCurrentProcess();
        Directory.Delete(own, recursive: true);
        Console.WriteLine(string.Join(' ', new[] { spent.Wall.TotalMilliseconds / Images, spent.Cpu.TotalMilliseconds / Images, (process.PeakWorkingSet64 - before) / 1e6, (double)bytes / Images }.Select(each => each.ToString(CultureInfo.InvariantCulture))));
        return 0;
    }
}
