using NanoBanana.Testing.PostgreSql;
using System.Diagnostics;
using NanoBanana.Client.Compatibility;
using NanoBanana.Client.Downloads;
using NanoBanana.Client.Journal;

namespace NanoBanana.Crash;

/// <summary>
/// A save of a hundred images is killed at a random moment. No file may be there in part under its final name; the same save
/// again must complete, fetching what is missing and nothing else.
/// </summary>
internal sealed class SaveCampaign : IDisposable
{
    /// <summary>A save that ends before its moment comes is checked as well, but does not count.</summary>
    private const int MostTries = 3;

    private readonly string _folder = Directory.CreateTempSubdirectory("nanobanana-crash-").FullName;
    private readonly ImageServer _server = new();
    private readonly List<SaveFigures> _figures = [];

    /// <returns>0 if nothing was broken, missing or fetched twice.</returns>
    public static async Task<int> RunAsync(CampaignOptions options)
    {
        using var campaign = new SaveCampaign();
        var life = new[] { await campaign.MeasureAsync("cold"), await campaign.MeasureAsync("warm") }.Min();
        Console.WriteLine(FormattableString.Invariant($"{options.Runs} kills in saves of {SavePlan.Count} images, each within {life.TotalMilliseconds:0} ms, seed {options.Seed}."));
        var random = new Random(options.Seed);
        for (var run = 1; campaign._figures.Sum(each => each.Kills) < options.Runs && run <= MostTries * options.Runs; run++)
        {
            await campaign.RunAsync(campaign.Plan(FormattableString.Invariant($"run-{run}")), life * random.NextDouble());
        }

        Console.WriteLine(SaveFigures.Title);
        var total = SaveFigures.Sum(campaign._figures);
        Console.WriteLine(total);
        return total.Kills >= options.Runs && total is { Partial: 0, Wrong: 0, FetchedTwice: 0, LeftBehind: 0 } ? 0 : 1;
    }

    public void Dispose()
    {
        _server.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    // how long a save takes that is not killed; its start is not counted
    private async Task<TimeSpan> MeasureAsync(string name)
    {
        var plan = Plan(name);
        await plan.PrepareAsync();
        using var child = ChildProcess.Start(["save", .. plan.ToArguments()]);
        await child.StandardOutput.ReadLineAsync();
        var clock = Stopwatch.StartNew();
        await child.WaitForExitAsync();
        return clock.Elapsed;
    }

    private SavePlan Plan(string name) => new(name, Path.Combine(_folder, name, "home"), Path.Combine(_folder, name, "out"), _server.Uri);

    private async Task RunAsync(SavePlan plan, TimeSpan killAfter)
    {
        await plan.PrepareAsync();
        var killed = await ChildProcess.RunAsync(["save", .. plan.ToArguments()], killAfter);
        var there = Files(plan);
        var partial = there.Count(file => !IsWhole(file));
        Age(plan);

        var before = _server.Fetched(plan.Name);
        var died = await ChildProcess.RunAsync(["save", .. plan.ToArguments()], killAfter: null);
        var fetched = _server.Fetched(plan.Name) - before;
        var after = Files(plan);
        var unsaved = TestStore.Open(plan.Home).Read().Count(entry => entry.IsUnsaved);
        _figures.Add(new SaveFigures
        {
            Runs = 1,
            Kills = killed ? 1 : 0,
            SavedBefore = there.Count,
            FetchedAfter = fetched,
            Partial = partial,
            Wrong = (died ? 1 : 0) + unsaved + Math.Abs(SavePlan.Count - after.Count) + after.Count(file => !IsWhole(file)),
            FetchedTwice = Math.Abs(SavePlan.Count - there.Count - fetched),
            LeftBehind = Directory.GetFiles(plan.Destination).Length - after.Count,
        });
        Directory.Delete(Path.Combine(_folder, plan.Name), recursive: true);
    }

    private static List<string> Files(SavePlan plan) => Directory.Exists(plan.Destination)
        ? [.. Directory.GetFiles(plan.Destination).Where(file => !Path.GetFileName(file).StartsWith('.'))]
        : [];

    // only what is a minute old is taken for left behind
    private static void Age(SavePlan plan)
    {
        if (Directory.Exists(plan.Destination))
        {
            foreach (var part in Directory.GetFiles(plan.Destination, ".*"))
            {
                File.SetLastWriteTimeUtc(part, DateTime.UtcNow.AddHours(-1));
            }
        }
    }

    private bool IsWhole(string file) => Enumerable.Range(1, SavePlan.Count).FirstOrDefault(number => SavePlan.FileOf(number) == Path.GetFileName(file)) is > 0 and var found
        && File.ReadAllBytes(file).AsSpan().SequenceEqual(_server.Image(found));
}
