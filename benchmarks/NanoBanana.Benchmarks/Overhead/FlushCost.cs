using NanoBanana.Benchmarks.Reporting;

namespace NanoBanana.Benchmarks.Overhead;

/// <summary>What it costs to bring a line to the disk, against handing it to the system.</summary>
internal static class FlushCost
{
    private const int Lines = 500;
    private const int Bytes = 400;

    /// <returns>A line with a flush, and one without.</returns>
    public static async Task<(Spent Flushed, Spent Written)> MeasureAsync()
    {
        var folder = Directory.CreateTempSubdirectory("nanobanana-benchmark-").FullName;
        await AppendAsync(folder, flush: true);
        var (written, flushed) = (await AppendAsync(folder, flush: false), await AppendAsync(folder, flush: true));
        Directory.Delete(folder, recursive: true);
        return (flushed, written);
    }

    private static async Task<Spent> AppendAsync(string folder, bool flush)
    {
        var line = new byte[Bytes];
        var spent = await Spent.OnAsync(() =>
        {
            // opened for each line, as the journal does, whose file another process may replace
            for (var i = 0; i < Lines; i++)
            {
                using var file = new FileStream(Path.Combine(folder, "lines"), FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
                file.Write(line);
                file.Flush(flush);
            }

            return Task.CompletedTask;
        });
        return new Spent(spent.Wall / Lines, spent.Cpu / Lines, spent.Bytes / Lines);
    }
}
