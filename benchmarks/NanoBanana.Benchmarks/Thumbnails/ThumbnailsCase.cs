using NanoBanana.Benchmarks.Reporting;
using static System.FormattableString;

namespace NanoBanana.Benchmarks.Thumbnails;

/// <summary>The small copies of a report: CPU, memory and size, against the same library without the module, and another library.</summary>
internal static class ThumbnailsCase
{
    private const int Rounds = 3;
    private const double MostCpu = 1;
    private const double MostMemory = 1;

    /// <returns>0 if the goals are met.</returns>
    public static async Task<int> RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("nanobanana-benchmark-").FullName;
        GeneratedImages.Write(folder);
        var table = new Table("thumbnails", Invariant($"Small copies of {ThumbnailRun.Images} images of 1 to 12 megapixels, 480 pixels at most"), "contestant", "CPU, ms an image", "of the bare library", "wall, ms an image", "memory growth, MB", "kB a copy");
        var rounds = new Dictionary<string, List<ThumbnailRun>>(StringComparer.Ordinal);
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var name in ThumbnailContestants.All.Select((_, i) => ThumbnailContestants.All[(i + round) % ThumbnailContestants.All.Count]))
            {
                if (await ThumbnailRun.StartAsync(name, folder) is { } run)
                {
                    rounds.TryAdd(name, []);
                    rounds[name].Add(run);
                }
            }
        }

        Directory.Delete(folder, recursive: true);
        foreach (var name in ThumbnailContestants.All.Where(rounds.ContainsKey))
        {
            var (runs, bare) = (rounds[name], rounds[ThumbnailContestants.Bare]);
            table.Add(name, Invariant($"{Median.Of(runs, each => each.Cpu):0.0}"), Invariant($"{Median.Ratio(runs, bare, each => each.Cpu):0.00}"), Invariant($"{Median.Of(runs, each => each.Wall):0.0}"), Invariant($"{Median.Of(runs, each => each.Peak):0}"), Invariant($"{Median.Of(runs, each => each.Size) / 1e3:0.0}"));
        }

        foreach (var missing in ThumbnailContestants.All.Where(name => !rounds.ContainsKey(name)))
        {
            table.Note($"Skipped: {missing}, because its library is not there.");
        }

        return await EndAsync(table, rounds[ThumbnailContestants.Ours], rounds[ThumbnailContestants.Bare]);
    }

    private static async Task<int> EndAsync(Table table, IReadOnlyList<ThumbnailRun> ours, IReadOnlyList<ThumbnailRun> bare)
    {
        table.Note(Invariant($"The medians of {Rounds} rounds in turns, each in a fresh process after three images of warm-up; a ratio is the median of the rounds' ratios. {GeneratedImages.Files} files (JPEG, PNG and WebP in equal shares, painted with the detail of a photo) are read {ThumbnailRun.Images / GeneratedImages.Files} times each, one after the other; only the report works on several at once. Memory is the largest working set of the process less that before its first image, with the libraries that it loads."));
        table.Note("The bare library decodes the whole image, and makes neither the orientation nor the colours right. The module decodes a JPEG or WebP at a smaller size where the format has one, turns the image upright, and converts its colours to sRGB. libvips does the same, with one thread and without its cache.");
        table.Note("The report also checks the structure of each file, sums it up, looks for Content Credentials and writes the page; its size is that of the page per image, with the copies in Base64.");
        table.Note(Invariant($"Goals: the module's thumbnail takes at most {MostCpu} of the CPU and {MostMemory} of the memory of the bare library. A script that calls the library itself would have that cost, and the module should not add to it."));
        await table.WriteAsync();
        return Median.Ratio(ours, bare, each => each.Cpu) <= MostCpu && Median.Ratio(ours, bare, each => each.Peak) <= MostMemory ? 0 : 1;
    }
}
