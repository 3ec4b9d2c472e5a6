using NanoBanana.Client.Gateways;
using NanoBanana.Emulation;

namespace NanoBanana.Crash;

/// <summary>All runs: every step of the table at several items, and kills at random moments, for all five gateways.</summary>
internal sealed class Campaign : IDisposable
{
    private const int LongestLife = 400;
    private static readonly int[] Spread = [1, 1, 1, 3];

    private readonly string _folder = Directory.CreateTempSubdirectory("nanobanana-crash-").FullName;
    private readonly GatewayEmulator _emulator = GatewayEmulator.Start(new EmulatorOptions { Key = BatchPlan.Key, TaskDuration = TimeSpan.Zero });
    private readonly CampaignOptions _options;

    private Campaign(CampaignOptions options)
    {
        _options = options;
        File.WriteAllBytes(Path.Combine(_folder, "1.png"), PngBytes.Pixel(shade: 10));
        File.WriteAllBytes(Path.Combine(_folder, "2.png"), PngBytes.Pixel(shade: 200));
    }

    /// <returns>0 if nothing was lost and nothing charged twice.</returns>
    public static async Task<int> RunAsync(CampaignOptions options)
    {
        using var campaign = new Campaign(options);
        var providers = GatewayRegistry.Names;
        Console.WriteLine(FormattableString.Invariant($"{options.Runs} runs with random kills, seed {options.Seed}; {Child.Steps.Count} steps at {options.Steps.Count} items for each gateway."));
        Console.WriteLine(Figures.Title);
        var all = new List<Figures>();
        foreach (var (provider, index) in providers.Select((provider, index) => (provider, index)))
        {
            var share = (options.Runs / providers.Count) + (index < options.Runs % providers.Count ? 1 : 0);
            all.Add(await campaign.RunAsync(provider, share));
            Console.WriteLine(all[^1]);
        }

        var total = Figures.Sum(all);
        Console.WriteLine(total);
        return total is { Lost: 0, Duplicates: 0 } ? 0 : 1;
    }

    public void Dispose()
    {
        _emulator.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task<Figures> RunAsync(string provider, int runs)
    {
        var random = new Random(HashCode(provider, _options.Seed));
        var jobs = new List<(string Name, Func<BatchPlan, IEnumerable<Func<Task<bool>>>> Kills)>();
        foreach (var death in Child.Steps.SelectMany(step => _options.Steps.Select(item => FormattableString.Invariant($"{step}:{item}"))))
        {
            jobs.Add(("step-" + death.Replace(':', '-'), plan => [() => ChildProcess.RunAsync(plan, death, killAfter: null)]));
        }

        for (var i = 0; i < runs; i++)
        {
            var moments = Enumerable.Range(0, Spread[i % Spread.Length]).Select(_ => TimeSpan.FromMilliseconds(random.Next(LongestLife))).ToList();
            jobs.Add((FormattableString.Invariant($"random-{i}"), plan => moments.Select<TimeSpan, Func<Task<bool>>>(moment => () => ChildProcess.RunAsync(plan, Child.ToTheEnd, moment))));
        }

        var results = new List<Figures>();
        await Parallel.ForEachAsync(jobs, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, async (job, _) =>
        {
            var figures = new Figures(provider);
            var plan = new BatchPlan(provider, job.Name, Path.Combine(_folder, provider, job.Name), _folder, _emulator.ProviderUris[provider], _emulator.ImageHost);
            await new CrashRun(plan, _emulator, figures).RunAsync(job.Kills(plan));
            lock (results)
            {
                results.Add(figures);
            }
        });
        return Figures.Sum(results) with { Name = provider };
    }

    // the framework's own hash of a text differs from process to process
    private static int HashCode(string text, int seed) => text.Aggregate(seed, static (hash, each) => unchecked((hash * 31) + each));
}
