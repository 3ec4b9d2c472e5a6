using NanoBanana.Client.Gateways;
using NanoBanana.Client.Journal;
using NanoBanana.Emulation;
using NanoBanana.Faults.Wire;

namespace NanoBanana.Faults;

/// <summary>
/// A batch with all five gateways meets faults; then the same user comes back with a new session and no faults, finishes what is
/// pending, settles what is unknown by the gateway's own list, and runs the same command again.
/// </summary>
internal static class FaultRun
{
    /// <summary>The first ends all that was accepted and makes again what failed, the second ends what timed out in the first; one is to spare.</summary>
    private const int MostResumes = 3;

    private static readonly TimeSpan Patience = TimeSpan.FromHours(1);
    private static readonly TimeSpan HangGuard = TimeSpan.FromMinutes(2);

    /// <summary>One run.</summary>
    public static Task<RunReport> RunAsync(FaultCase fault) => RunAsync(fault.Faults, fault.Wire);

    /// <param name="faults">The emulator's faults, as it writes them.</param>
    /// <param name="wire">What is done to the bytes between client and emulator; null leaves them alone.</param>
    /// <param name="each">Items for each gateway.</param>
    /// <returns>What does not hold, as sentences; and how much happened.</returns>
    public static async Task<RunReport> RunAsync(IReadOnlyList<string> faults, WireFault? wire = null, int each = 2)
    {
        Handles.TakeUnobserved();
        var folder = Directory.CreateTempSubdirectory("nanobanana-faults-").FullName;
        var before = Handles.Open(folder);
        try
        {
            var report = await RunAsync(folder, faults, wire, each).WaitAsync(HangGuard);
            if (!Handles.AreBackTo(before, folder))
            {
                report.Problems.Add($"{Handles.Open(folder) - before} sockets or files stayed open");
            }

            report.Problems.AddRange(Handles.TakeUnobserved());
            return report;
        }
        catch (TimeoutException)
        {
            return new RunReport { Problems = { "it hangs" } };
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<RunReport> RunAsync(string folder, IReadOnlyList<string> faults, WireFault? wire, int each)
    {
        var time = new JumpTime();
        using var emulator = GatewayEmulator.Start(new EmulatorOptions { Key = Place.Key, TaskDuration = TimeSpan.FromSeconds(1), TimeProvider = time });
        using var proxy = wire is null ? null : new WireProxy(emulator.Uri, wire, time.PassGuards);
        using var control = new EmulatorClient(emulator.Uri);
        var gateways = proxy?.Uri ?? emulator.Uri;
        var items = GatewayRegistry.Names
            .SelectMany(provider => Enumerable.Range(1, each).Select(number => BatchItem.Make(provider, Path.Combine(folder, "sources"), FormattableString.Invariant($"{provider}-{number}"))))
            .ToList();
        var report = new RunReport();
        Audit audit;
        await control.SetFaultsAsync(faults);
        using (var place = new Place(gateways, folder, time))
        {
            audit = new Audit(control, place.Journal, place.Results, items, report.Told);
            var batch = new Batch(place, Patience);
            await batch.RunAsync(items, resume: false);
            report.Errors = batch.Errors.Count;
            report.Told.AddRange(batch.Errors.Select(error => error.Message));
            report.Unknown = place.Journal.Read().Count(entry => entry.Task.State is TaskStates.Unknown);
            await audit.CheckAsync();
        }

        await control.SetFaultsAsync([]);
        proxy?.LeaveAlone();
        using (var place = new Place(gateways, folder, time))
        {
            await ComeBackAsync(place, items, control, report);
        }

        await audit.CheckEndAsync();
        audit.Close();
        report.Strikes = proxy?.Strikes ?? 0;
        report.Charges = emulator.Charges.Count;
        report.Problems.AddRange(audit.Problems.Distinct(StringComparer.Ordinal));
        return report;
    }

    private static async Task ComeBackAsync(Place place, IReadOnlyList<BatchItem> items, EmulatorClient control, RunReport report)
    {
        for (var i = 0; i < MostResumes; i++)
        {
            var batch = new Batch(place, Patience);
            await SettleAsync(place.Journal, control);
            await batch.FinishAsync();
            await batch.RunAsync(items, resume: true);
            report.Told.AddRange(batch.Errors.Select(error => error.Message));
            if (batch is { Errors.Count: 0, Failed: 0, TimedOut: 0 })
            {
                return;
            }

            report.LastError = batch.Errors.FirstOrDefault()?.Message ?? "a task that it resumed had failed or not ended";
        }

        report.Problems.Add($"with all faults gone, the batch still fails: {report.LastError}");
    }

    /// <summary>
    /// What a user does who looks at the gateway's own task list, some time later. AIGPTImage's are settled by the same command: it has an
    /// idempotency key.
    /// </summary>
    public static async Task SettleAsync(TaskJournal journal, EmulatorClient control)
    {
        // what is still on its way would be charged after it was settled as not charged; and the hours of a clock that jumps pass while
        // the emulator reads an input
        await control.DoneAsync();
        var entries = journal.Read();
        var known = entries.Select(entry => entry.Task.Id).ToHashSet(StringComparer.Ordinal);
        var charges = await control.ChargesAsync();
        foreach (var entry in entries.Where(entry => entry.Task is { State: TaskStates.Unknown, Provider: not ProviderNames.AigptImage }))
        {
            var found = charges.FirstOrDefault(charge => charge.Provider == entry.Task.Provider && charge.Prompt == entry.Task.Prompt && known.Add(charge.TaskId));
            await (found is null ? journal.SettleNotChargedAsync(entry) : journal.SettleAcceptedAsync(entry, found.TaskId));
        }
    }
}
