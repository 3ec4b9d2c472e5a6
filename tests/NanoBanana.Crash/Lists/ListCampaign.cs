using System.Diagnostics;
using System.Globalization;
using NanoBanana.Testing.PostgreSql;

namespace NanoBanana.Crash.Lists;

/// <summary>The long form: each store, each round of its own.</summary>
internal static class ListCampaign
{
    /// <returns>0 where nothing was charged twice, lost or stuck.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        var records = int.Parse(Value(args, "--records") ?? "500", CultureInfo.InvariantCulture);
        var rounds = int.Parse(Value(args, "--rounds") ?? "50", CultureInfo.InvariantCulture);
        var seed = int.Parse(Value(args, "--seed") ?? "1", CultureInfo.InvariantCulture);
        var only = Value(args, "--only") ?? string.Empty;
        var stores = Value(args, "--store") is { } one ? [one] : ListPlace.Stores;
        Console.WriteLine(FormattableString.Invariant($"{records} records, {rounds} rounds of kills, seed {seed}; {Skips()}"));
        var wrong = 0;
        foreach (var store in stores)
        {
            foreach (var (name, length, round) in Rounds(records).Where(each => each.Name.Contains(only, StringComparison.Ordinal)))
            {
                wrong += await TellAsync(store, name, length, round);
            }

            wrong += "two killed".Contains(only, StringComparison.Ordinal) ? await KillAsync(store, records, rounds, new Random(seed)) : 0;
        }

        return wrong == 0 ? 0 : 1;
    }

    private static IEnumerable<(string Name, int Records, Func<ListPlace, Task<IReadOnlyList<string>>> Round)> Rounds(int records) =>
    [
        ("four processes", records, ListRound.AllAsync),
        ("reversed lists", records, ListRound.ReversedAsync),
        ("cap of half", records, ListRound.CappedAsync),
        ("stopped at committing", 3, async place => (await ListRound.StoppedAsync(place, "committing")).Problems),
        ("stopped at intended", 3, async place => (await ListRound.StoppedAsync(place, "intended")).Problems),
        ("stopped at answered", 3, async place => (await ListRound.StoppedAsync(place, "answered")).Problems),
    ];

    private static string Skips() => string.Join("; ", new[] { ServerTools.MissingPostgreSql, ServerTools.MissingPgBouncer, ListProcess.MissingHostNames }.OfType<string>().DefaultIfEmpty("nothing is skipped"));

    private static async Task<int> TellAsync(string store, string name, int records, Func<ListPlace, Task<IReadOnlyList<string>>> round)
    {
        var clock = Stopwatch.StartNew();
        using var place = new ListPlace(store, records);
        var problems = await round(place);
        Tell(store, name, FormattableString.Invariant($"{place.Charges} charges, {clock.Elapsed.TotalSeconds:0.0} s"), problems);
        return problems.Count;
    }

    private static async Task<int> KillAsync(string store, int records, int rounds, Random random)
    {
        var clock = Stopwatch.StartNew();
        var (charges, unknown, all) = (0, 0, new List<string>());
        for (var round = 0; round < rounds; round++)
        {
            using var place = new ListPlace(store, records);
            var (first, second) = (random.Next(records), random.Next(records));
            var (problems, left) = await ListRound.KilledAsync(place, Math.Min(first, second), Math.Max(first, second));
            all.AddRange(problems.Select(problem => FormattableString.Invariant($"round {round}: {problem}")));
            charges += place.Charges;
            unknown += left;
        }

        Tell(store, "two killed", FormattableString.Invariant($"{rounds} rounds, {charges} charges for {rounds * records} records, {unknown} unknown, {clock.Elapsed.TotalSeconds:0} s"), all);
        return all.Count;
    }

    private static void Tell(string store, string name, string figures, IReadOnlyList<string> problems)
    {
        Console.WriteLine($"{store,-11} {name,-22} {figures}; {(problems.Count == 0 ? "good" : FormattableString.Invariant($"{problems.Count} problems"))}");
        foreach (var problem in problems.Take(20))
        {
            Console.WriteLine("    " + problem);
        }
    }

    private static string? Value(string[] args, string name)
    {
        var at = Array.IndexOf(args, name);
        return at >= 0 && at + 1 < args.Length ? args[at + 1] : null;
    }
}
