using System.Diagnostics;
using NanoBanana.Benchmarks.Reporting;
using NanoBanana.Benchmarks.Waiting;
using static System.FormattableString;

namespace NanoBanana.Benchmarks.Requests;

/// <summary>Requests per finished image, and requests that the account's limits refuse, in a batch of more tasks than the limits allow at once.</summary>
internal static class RequestsCase
{
    private const int Tasks = 200;
    private const int Rounds = 3;

    private static readonly (string Name, int Sessions)[] Cores = [("the core", 1), ("the core, two sessions with one store", 2)];

    // as many as the other cases give the samples, and all of them, as a batch with Promise.all does
    private static readonly (string Name, int AtOnce)[] Loops = [("plain loop, 20 at the same time", 20), ("plain loop, all at the same time", Tasks)];

    /// <returns>0 if the goals are met.</returns>
    public static async Task<int> RunAsync()
    {
        var table = new Table("requests", Invariant($"{Tasks} tasks of an account with limits, from the prompt to the file"), "account", "client", "submits per image", "queries per image", "downloads per image", "requests per image", "refused by a limit, most of a batch", "wall, s");
        var rounds = new List<IReadOnlyDictionary<string, RequestFigures>[]>();
        for (var round = 0; round < Rounds; round++)
        {
            rounds.Add(await Task.WhenAll(LimitedAccount.All.Select(account => RoundAsync(account, round))));
        }

        foreach (var (account, index) in LimitedAccount.All.Select((account, index) => (account, index)))
        {
            foreach (var name in rounds[0][index].Keys)
            {
                Add(table, account, name, [.. rounds.Select(each => each[index][name])]);
            }
        }

        var isMet = rounds.SelectMany(each => each).All(each => Cores.All(core => each[core.Name].Refused == 0 && Loops.All(loop => each[core.Name].PerImage < each[loop.Name].PerImage)));
        table.Note(Invariant($"The medians of {Rounds} rounds. In a round, all clients of both accounts run at the same time, each with an emulator of its own that draws the same durations (log-normal, median 12 s, spread 0.2, as in `waiting-polls`) and enforces the limits in real time: the clients wait nearly all of the time. All of them run in one process with the emulators, which count the requests; refused requests are counted as submits or queries too."));
        table.Note("The core runs as the cmdlets New, Wait and Save do, with a new store and the limits of the account in its profile. It sees the emulator at an address of the internet, so it treats it like a gateway: at first it expects tasks of about 12 s, spread widely, as the examples of the gateways take 8 to 20 s, and it learns. Two sessions share only the store, as two processes do, and start at the same time with half of the tasks each. A session looks at its start and then every 5 s how many share the account: until the first one has looked again, both together can send more than the limit, and what is refused is sent again later.");
        table.Note("The plain loop queries each task every 2 s, and sends a refused submit again after 5 s, as the page of one gateway advises. It does not know the limits.");
        table.Note("Goals, for one session and for two: no request of the core is refused, and the core sends fewer requests per image than the plain loops, in each round.");
        await table.WriteAsync();
        return isMet ? 0 : 1;
    }

    private static async Task<IReadOnlyDictionary<string, RequestFigures>> RoundAsync(LimitedAccount account, int round)
    {
        var running = Cores.Select(core => (core.Name, Figures: MeasureAsync(account, round, (run, folder) => CoreBatch.RunAsync(run, Tasks, core.Sessions, folder))))
            .Concat(Loops.Select(loop => (loop.Name, Figures: MeasureAsync(account, round, async (run, folder) =>
            {
                using var plain = new PlainLoop(run);
                await plain.RunAsync(Tasks, loop.AtOnce, folder);
            }))))
            .ToList();
        var figures = new Dictionary<string, RequestFigures>(StringComparer.Ordinal);
        foreach (var (name, each) in running)
        {
            figures[name] = await each;
        }

        return figures;
    }

    private static async Task<RequestFigures> MeasureAsync(LimitedAccount account, int seed, Func<EmulatorRun, string, Task> work)
    {
        using var run = new EmulatorRun(account.Emulator(seed), account.Provider);
        var folder = Directory.CreateTempSubdirectory("nanobanana-benchmark-").FullName;
        var clock = Stopwatch.StartNew();
        await work(run, folder);
        var wall = clock.Elapsed;
        var files = Directory.GetFiles(folder).Length;
        Directory.Delete(folder, recursive: true);
        return files == Tasks ? await RequestFigures.OfAsync(run, Tasks, wall) : throw new InvalidOperationException($"{files} of {Tasks} files were written.");
    }

    private static void Add(Table table, LimitedAccount account, string name, IReadOnlyList<RequestFigures> rounds) => table.Add(
        account.Name,
        name,
        Invariant($"{Median.Of(rounds, each => each.Submits):0.00}"),
        Invariant($"{Median.Of(rounds, each => each.Queries):0.00}"),
        Invariant($"{Median.Of(rounds, each => each.Downloads):0.00}"),
        Invariant($"{Median.Of(rounds, each => each.PerImage):0.00}"),
        Invariant($"{rounds.Max(each => each.Refused)}"),
        Invariant($"{Median.Of(rounds, each => each.Wall.TotalSeconds):0}"));
}
