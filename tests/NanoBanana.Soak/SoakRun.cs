using System.Diagnostics;
using NanoBanana.Faults;

namespace NanoBanana.Soak;

/// <summary>
/// Two gateways, one with callbacks and one that is asked, for as long as wanted: batches with mixed faults, some stopped, some in
/// new sessions, some in processes that are killed, all over one journal. At each line of the series the faults end, the same
/// commands run again, everything is compared with the ledger, and what is finished is forgotten.
/// </summary>
internal sealed class SoakRun : IDisposable
{
    private const int MostFinishes = 5;

    private static readonly string[] Providers = [ProviderNames.Crun, ProviderNames.AigptImage];
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan LongestLife = TimeSpan.FromSeconds(6);

    private readonly string _folder = Directory.CreateTempSubdirectory("nanobanana-soak-").FullName;
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly List<BatchItem> _items = [];
    private readonly List<string> _told = [];
    private readonly Process _emulatorProcess;
    private readonly Uri _emulator;
    private readonly EmulatorClient _door;
    private readonly Place _place;
    private readonly Random _random;
    private readonly IReadOnlyList<string> _faults;
    private Figures _figures = new();
    private int _made;

    private SoakRun(Process emulatorProcess, Uri emulator, IReadOnlyList<string> faults, int seed)
    {
        (_emulatorProcess, _emulator, _faults, _random) = (emulatorProcess, emulator, faults, new Random(seed));
        _door = new EmulatorClient(emulator);
        _place = NewPlace();
    }

    /// <returns>0 if the verdict is good.</returns>
    public static async Task<int> RunAsync(TimeSpan length, TimeSpan line, int seed)
    {
        Handles.TakeUnobserved();
        var (process, uri) = await Child.StartAsync("emulator");
        var faults = await FaultCases.AllAsync();
        using var soak = new SoakRun(process, new Uri(uri), faults, seed);
        Console.WriteLine(FormattableString.Invariant($"{length.TotalMinutes:0.##} minutes with {string.Join(" and ", Providers)}, seed {seed}."));
        Console.WriteLine(Figures.Title);
        var series = new List<Figures>();
        while (soak._clock.Elapsed < length)
        {
            var end = soak._clock.Elapsed + line;
            series.Add(await soak.RunLineAsync(end < length ? end : length));
            Console.WriteLine(series[^1]);
        }

        var wrong = SoakResult.Of(series);
        var (tasks, charges, unknown) = (series.Sum(each => each.Tasks), series.Sum(each => each.Charges), series.Sum(each => each.Unknown));
        Console.WriteLine(FormattableString.Invariant($"verdict: {(wrong.Count == 0 ? "good" : string.Join("; ", wrong))}; {tasks} tasks, {charges} charges, {unknown} unknown outcomes settled."));
        return wrong.Count == 0 ? 0 : 1;
    }

    public void Dispose()
    {
        _place.Dispose();
        _door.Dispose();
        _emulatorProcess.StandardInput.Close();
        _emulatorProcess.WaitForExit();
        _emulatorProcess.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private Place NewPlace() => new(_emulator, _folder, TimeProvider.System, Grace);

    private async Task<Figures> RunLineAsync(TimeSpan end)
    {
        _figures = new Figures();
        while (_clock.Elapsed < end)
        {
            await _door.SetFaultsAsync(FaultCases.Mix(_faults, _random.Next(), Providers));
            await RunSessionAsync(end);
        }

        await FinishAsync();
        await ForgetAsync();
        foreach (var failure in Handles.TakeUnobserved())
        {
            Tell("a task failed unseen: " + failure);
        }

        using var self = Process.GetCurrentProcess();
        return _figures with
        {
            Minute = _clock.Elapsed.TotalMinutes,
            Heap = GC.GetTotalMemory(forceFullCollection: true) / 1048576.0,
            WorkingSet = self.WorkingSet64 / 1048576.0,
            Descriptors = Handles.All(),
            Threads = self.Threads.Count,
        };
    }

    private async Task RunSessionAsync(TimeSpan end)
    {
        var items = Enumerable.Range(0, _random.Next(2, 9)).Select(_ => Make()).ToList();
        _items.AddRange(items);
        var life = LongestLife * _random.NextDouble();
        switch (_random.Next(6))
        {
            case 0:
                await KillAsync(items, life);
                break;
            case 1 or 2:
                _figures.Restarted++;
                using (var place = NewPlace())
                {
                    await RunAsync(place, items, _random.Next(2) == 0 ? life : end - _clock.Elapsed);
                }

                break;
            default:
                await RunAsync(_place, items, _random.Next(2) == 0 ? life : end - _clock.Elapsed);
                break;
        }
    }

    private BatchItem Make() =>
        BatchItem.Make(Providers[_random.Next(Providers.Length)], Path.Combine(_folder, "sources"), FormattableString.Invariant($"item-{++_made}"));

    // Ctrl+C after a while, unless it is done by then
    private async Task RunAsync(Place place, IReadOnlyList<BatchItem> items, TimeSpan life)
    {
        using var stop = new CancellationTokenSource(life > TimeSpan.Zero ? life : TimeSpan.Zero);
        var batch = new Batch(place, Child.Patience);
        try
        {
            await batch.RunAsync(items, resume: false, stop.Token);
        }
        catch (OperationCanceledException)
        {
            _figures.Stopped++;
        }

        _told.AddRange(batch.Errors.Select(error => error.Message));
    }

    private async Task KillAsync(IReadOnlyList<BatchItem> items, TimeSpan life)
    {
        var (child, _) = await Child.StartAsync(["session", _folder, _emulator.AbsoluteUri, .. items.Select(item => item.Provider + ":" + Path.GetFileNameWithoutExtension(item.Path))]);
        using (child)
        {
            await Task.WhenAny(child.WaitForExitAsync(), Task.Delay(life));
            if (!child.HasExited)
            {
                child.Kill();
                _figures.Killed++;
            }

            await child.WaitForExitAsync();
            _told.Add(await child.StandardOutput.ReadToEndAsync());
        }
    }

    /// <summary>The user comes back: no faults, what is unknown settled, what is pending finished, the same commands again.</summary>
    private async Task FinishAsync()
    {
        await _door.SetFaultsAsync([]);
        for (var i = 0; i < MostFinishes; i++)
        {
            _figures.Unknown += _place.Journal.Read().Count(entry => entry.Task.State is TaskStates.Unknown);
            await FaultRun.SettleAsync(_place.Journal, _door);
            var batch = new Batch(_place, Child.Patience);
            await batch.FinishAsync();
            await batch.RunAsync(_items, resume: true);
            _told.AddRange(batch.Errors.Select(error => error.Message));
            if (batch is { Errors.Count: 0, Failed: 0 })
            {
                break;
            }
        }

        // files that a killed process was writing, or had finished without reporting them; a save removes a part that is older than a minute
        foreach (var file in _figures.Killed > 0 ? Directory.GetFiles(_place.Results, "*", SearchOption.AllDirectories) : [])
        {
            if (Path.GetFileName(file)[0] is '.' || Path.GetExtension(file) is ".html" or ".json" or ".txt" or ".bin")
            {
                File.Delete(file);
            }
        }

        var audit = new Audit(_door, _place.Journal, _place.Results, _items, _told);
        await audit.CheckEndAsync();
        var problems = audit.Problems.Distinct(StringComparer.Ordinal).ToList();
        problems.ForEach(Tell);
        if (problems.Count > 0)
        {
            Console.WriteLine("    evidence: " + await Evidence.WriteAsync(problems, _door, _place.Journal));
        }

        _figures.Tasks = _place.Journal.Read().Count(entry => entry.Task.Id is not null);
        _figures.Charges = (await _door.ChargesAsync()).Count;
    }

    // so that what grows is a leak, and not the day's work
    private async Task ForgetAsync()
    {
        await _place.Journal.RemoveAsync(static _ => true);
        await _door.ResetAsync();
        _items.Clear();
        _told.Clear();
        Directory.Delete(_place.Results, recursive: true);
        Directory.Delete(Path.Combine(_folder, "sources"), recursive: true);
    }

    private void Tell(string problem)
    {
        _figures.Problems++;
        Console.WriteLine("    " + problem);
    }
}
