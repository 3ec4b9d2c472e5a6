using System.Globalization;

namespace NanoBanana.Benchmarks.Uploads;

/// <summary>A fresh process that uploads all files once and prints by how many bytes its working set grew at most.</summary>
internal static class UploadMemory
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(5);

    public static async Task<int> RunAsync(string name, string folder, Uri server)
    {
        var files = Directory.GetFiles(folder).Order(StringComparer.Ordinal).ToList();
        var before = Environment.WorkingSet;
        var work = Contestants.RunAsync(name, files, server);
        var peak = before;
        while (!work.IsCompleted)
        {
            peak = Math.Max(peak, Environment.WorkingSet);
            await Task.WhenAny(work, Task.Delay(Step));
        }

        await work;
        Console.WriteLine((peak - before).ToString(CultureInfo.InvariantCulture));
        return 0;
    }
}
