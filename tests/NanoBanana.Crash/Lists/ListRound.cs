namespace NanoBanana.Crash.Lists;

/// <summary>Several processes begin the same list in one moment; then ledger and store are compared.</summary>
internal static class ListRound
{
    private static readonly TimeSpan Guard = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan ShortLease = TimeSpan.FromSeconds(2);

    /// <summary>Four processes, two of them under another host name; each must end with all records.</summary>
    public static Task<IReadOnlyList<string>> AllAsync(ListPlace place) => WholeAsync(place, [place.Plan, place.Plan, place.Plan, place.Plan]);

    /// <summary>Two lists in reversed order, one record at a time.</summary>
    public static Task<IReadOnlyList<string>> ReversedAsync(ListPlace place) =>
        WholeAsync(place, [place.Plan with { ThrottleLimit = 1 }, place.Plan with { ThrottleLimit = 1, IsBackward = true }]);

    /// <summary>Four processes with a cap of half the list, under three names of one profile; then the list again under a fourth.</summary>
    public static async Task<IReadOnlyList<string>> CappedAsync(ListPlace place)
    {
        var plan = place.Plan with { Cap = place.Plan.Records / 2 };
        await RunAsync([plan, plan, plan with { Profile = "renamed" }, plan with { Profile = "renamed-again" }]);
        var again = (await RunAsync([plan with { Profile = "renamed-at-last" }]))[0];
        var problems = place.Problems(mayBeUnknown: false, isCapped: true).ToList();
        if (place.Charges != plan.Cap || again != new ListResult(plan.Cap, 0, plan.Records - plan.Cap, 0))
        {
            problems.Add($"{place.Charges} charges for a cap of {plan.Cap}; the last process has {again}");
        }

        return problems;
    }

    /// <summary>Two of four processes are killed when the ledger has a given number of charges; then the list is run again.</summary>
    /// <param name="place">Where.</param>
    /// <param name="first">Charges at the first kill.</param>
    /// <param name="second">Charges at the second kill, no fewer.</param>
    /// <returns>What does not hold, and how many outcomes stayed unknown.</returns>
    public static async Task<(IReadOnlyList<string> Problems, int Unknown)> KilledAsync(ListPlace place, int first, int second)
    {
        var plan = place.Plan with { Lease = ShortLease };
        var processes = await StartAsync([plan, plan with { IsBackward = true }, plan, plan with { IsBackward = true }]);
        try
        {
            processes.ForEach(process => process.Begin());
            var ends = Task.WhenAll(processes.Skip(1).Take(2).Select(process => process.EndAsync(Guard)));
            await Task.WhenAny(place.UntilChargedAsync(first), ends);
            processes[0].Kill();

            // what the first one was sending when it died is never charged, so that the ledger may end before
            await Task.WhenAny(place.UntilChargedAsync(second), ends);
            processes[3].Kill();
            var survivors = await ends;
            var last = (await RunAsync([plan]))[0];
            await place.DoneAsync();
            var problems = place.Problems(mayBeUnknown: true).ToList();
            problems.AddRange(survivors.Append(last).Where(result => result is not { Other: 0 } || result.Succeeded + result.Unknown != place.Plan.Records).Select(result => $"a process ended with {result}"));
            return (problems, last.Unknown);
        }
        finally
        {
            processes.ForEach(process => process.Dispose());
        }
    }

    /// <summary>One process suspends itself at a step, longer than its lease, while another does the list; then it continues.</summary>
    /// <returns>What does not hold, and what the other process saw.</returns>
    public static async Task<(IReadOnlyList<string> Problems, ListResult Other)> StoppedAsync(ListPlace place, string step)
    {
        var plan = place.Plan with { Lease = ShortLease };
        var stopped = (await StartAsync([plan with { StopsAt = step, ThrottleLimit = 1 }]))[0];
        using (stopped)
        {
            stopped.Begin();
            await stopped.UntilStoppedAsync().WaitAsync(Guard);
            var other = (await RunAsync([plan]))[0];
            if (step is "intended")
            {
                // a person finds nothing at the gateway, and has the work done again: what stands still must not send it a second time
                await place.SettleNotChargedAsync();
                await RunAsync([plan]);
            }

            stopped.Continue();
            var result = await stopped.EndAsync(Guard);
            var problems = place.Problems(mayBeUnknown: false).ToList();
            if (result is not { Unknown: 0, Other: 0 })
            {
                problems.Add($"the process that had stopped ended with {result}");
            }

            return (problems, other);
        }
    }

    private static async Task<IReadOnlyList<string>> WholeAsync(ListPlace place, IReadOnlyList<ListPlan> plans)
    {
        var results = await RunAsync(plans);
        var problems = place.Problems(mayBeUnknown: false).ToList();
        problems.AddRange(results.Where(result => result != new ListResult(place.Plan.Records, 0, 0, 0)).Select(result => $"a process ended with {result}"));
        if (place.Charges != place.Plan.Records)
        {
            problems.Add($"{place.Charges} charges for {place.Plan.Records} records");
        }

        return problems;
    }

    private static async Task<IReadOnlyList<ListResult>> RunAsync(IReadOnlyList<ListPlan> plans)
    {
        var processes = await StartAsync(plans);
        try
        {
            processes.ForEach(process => process.Begin());
            return [.. (await Task.WhenAll(processes.Select(process => process.EndAsync(Guard)))).Select(result => result ?? throw new InvalidOperationException("a process ended with an error"))];
        }
        finally
        {
            processes.ForEach(process => process.Dispose());
        }
    }

    // each second one runs on another machine, as far as it can see
    private static async Task<List<ListProcess>> StartAsync(IReadOnlyList<ListPlan> plans) =>
        [.. await Task.WhenAll(plans.Select((plan, number) => ListProcess.StartAsync(plan, elsewhere: number % 2 == 1)))];
}
