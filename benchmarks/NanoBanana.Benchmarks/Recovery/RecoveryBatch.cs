using System.Diagnostics;
using NanoBanana.Benchmarks.Hosts;
using NanoBanana.Client.Imaging;
using NanoBanana.Emulation;

namespace NanoBanana.Benchmarks.Recovery;

/// <summary>A list of articles, a folder for their images, and an emulator with faults and a ledger of its own.</summary>
internal sealed class RecoveryBatch : IDisposable
{
    public const int Articles = 40;

    private const int MostRuns = 8;

    // what a gateway does on a bad day; the last one accepts and charges a task, and its reply is an error
    private static readonly string[] Faults = ["rate-limit:Pixazo@submit*3", "status-502:Pixazo@query*5", "reset-in-reply:Pixazo@download*2", "error-after-accept:Pixazo@submit*1"];

    private readonly GatewayEmulator _emulator = GatewayEmulator.Start(new EmulatorOptions { TaskDuration = TimeSpan.FromSeconds(1), DurationSpread = 0.3, Seed = 1, Faults = Faults });
    private readonly string _folder = Directory.CreateTempSubdirectory("nanobanana-benchmark-").FullName;
    private readonly RecoveryContestant _contestant;
    private readonly string _images;
    private readonly Dictionary<string, string> _variables;

    public RecoveryBatch(RecoveryContestant contestant)
    {
        _contestant = contestant;
        _images = Directory.CreateDirectory(Path.Combine(_folder, "images")).FullName;
        var list = Path.Combine(_folder, "list.csv");
        File.WriteAllLines(list, ["Sku,Prompt,ImageUrl", .. Enumerable.Range(1, Articles).Select(number => FormattableString.Invariant($"{Sku(number)},Put article {number} on a marble table,https://example.com/image1.jpg"))]);
        _variables = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["BENCH_URI"] = _emulator.ProviderUris[ProviderNames.Pixazo].AbsoluteUri.TrimEnd('/'),
            ["BENCH_KEY"] = _emulator.Key,
            ["BENCH_TASKS"] = new Uri(_emulator.Uri, "emulator/tasks").AbsoluteUri,
            ["BENCH_LIST"] = list,
            ["BENCH_FOLDER"] = _images,
            ["BENCH_POLL"] = "250",
            ["BENCH_MODULE"] = Script.Module,
            ["NANOBANANA_HOME"] = Path.Combine(_folder, "home"),
        };
    }

    private IEnumerable<string> Files => Enumerable.Range(1, Articles).Select(number => Path.Combine(_images, Sku(number) + ".jpg"));

    /// <summary>How long the list takes if nothing is killed, without the start of the process.</summary>
    public async Task<TimeSpan> LifeAsync() => (await RecoveryProcess.RunAsync(_contestant.Path, _variables)).Life;

    /// <summary>Kills the list at the given moments, and then runs it until each article has a file.</summary>
    public async Task<RecoveryFigures> RunAsync(IEnumerable<TimeSpan> moments)
    {
        var (clock, kills, settled) = (Stopwatch.StartNew(), 0, 0);
        foreach (var moment in moments)
        {
            if ((await RecoveryProcess.RunAsync(_contestant.Path, _variables, moment)).Died)
            {
                kills++;
                clock.Restart();
            }
        }

        for (var run = 0; run < MostRuns; run++)
        {
            await RecoveryProcess.RunAsync(_contestant.Path, _variables);
            if (Files.All(File.Exists))
            {
                break;
            }

            settled += _contestant.SettlePath is { } settle ? (await RecoveryProcess.RunAsync(settle, _variables)).Lines : 0;
        }

        var (recovery, charges) = (clock.Elapsed, _emulator.Charges.Where(charge => !charge.Refunded).ToList());
        return new RecoveryFigures
        {
            Kills = kills,
            Charges = charges.Count,
            Whole = Files.Count(IsWhole),
            Damaged = Files.Count(file => File.Exists(file) && !IsWhole(file)),
            Twice = charges.Count - charges.DistinctBy(charge => charge.Prompt).Count(),
            Settled = settled,
            Recovery = recovery,
        };
    }

    public void Dispose()
    {
        _emulator.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static string Sku(int number) => FormattableString.Invariant($"A-{number:00}");

    private static bool IsWhole(string path)
    {
        if (!File.Exists(path))
        {
            return false;
        }

        using var file = File.OpenRead(path);
        try
        {
            return Completeness.Prove(file, ImageInspector.Look(file)).Damage is null;
        }
        catch (ImageFormatException)
        {
            return false;
        }
    }
}
