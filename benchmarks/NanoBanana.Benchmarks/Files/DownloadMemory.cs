using System.Globalization;

namespace NanoBanana.Benchmarks.Files;

/// <summary>A fresh process that saves the given number of images once and prints by how many bytes its working set grew at most.</summary>
internal static class DownloadMemory
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(5);

    public static async Task<int> RunAsync(string name, Uri host, int count)
    {
        var folder = Directory.CreateTempSubdirectory("nanobanana-benchmark-").FullName;
        var before = Environment.WorkingSet;
        var work = DownloadContestants.RunAsync(name, count, host, folder);
        var peak = before;
        while (!work.IsCompleted)
        {
            peak = Math.Max(peak, Environment.WorkingSet);
            await Task.WhenAny(work, Task.Delay(Step));
        }

        await work;
        Directory.Delete(folder, recursive: true);
        Console.WriteLine((peak - before).ToString(CultureInfo.InvariantCulture));
        return 0;
    }
}
