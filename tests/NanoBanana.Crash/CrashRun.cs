using NanoBanana.Client.Compatibility;
using NanoBanana.Client.Gateways;
using NanoBanana.Client.Journal;
using NanoBanana.Emulation;
using NanoBanana.Testing.PostgreSql;

namespace NanoBanana.Crash;

/// <summary>One batch that is killed, settled and finished; then ledger and journal are compared.</summary>
internal sealed class CrashRun(BatchPlan plan, GatewayEmulator emulator, Figures figures)
{
    private const int MostResumes = 8;

    private readonly TaskJournal _journal = TestStore.Open(plan.Home);

    private List<ChargeRecord> Charges => [.. emulator.Charges.Where(charge => charge.Provider == plan.Provider && charge.Prompt.StartsWith(plan.Name + " ", StringComparison.Ordinal))];

    /// <param name="kills">Ends a child; true if it died before it was done.</param>
    public async Task RunAsync(IEnumerable<Func<Task<bool>>> kills)
    {
        figures.Runs++;
        foreach (var kill in kills)
        {
            figures.Kills += await kill() ? 1 : 0;
            figures.Lost += Unrecorded();
        }

        // what a child sent in its last moment would be charged after it was settled as not charged
        await EmulatorWork.DoneAsync(emulator.Uri);
        figures.Lost += await FinishAsync() ? 0 : 1;
        Compare();
    }

    /// <summary>Charges that the journal has neither as a task nor as an intent without a receipt.</summary>
    private int Unrecorded()
    {
        var entries = _journal.Read();
        var known = entries.Select(entry => entry.Task.Id).ToHashSet(StringComparer.Ordinal);
        return Charges
            .Where(charge => !known.Contains(charge.TaskId))
            .GroupBy(charge => charge.Prompt, StringComparer.Ordinal)
            .Sum(group => Math.Max(0, group.Count() - entries.Count(entry => entry.Task.State is TaskStates.Unknown && entry.Task.Prompt == group.Key)));
    }

    private async Task<bool> FinishAsync()
    {
        for (var i = 0; i < MostResumes; i++)
        {
            var results = await Batch.RunAsync(plan);
            if (results.All(result => result.Error is null))
            {
                // each item has its own task
                return results.Select(result => result.Task!.Id).Distinct(StringComparer.Ordinal).Count() == results.Count;
            }

            foreach (var entry in _journal.Read().Where(entry => entry.Task.State is TaskStates.Unknown))
            {
                await SettleAsync(entry);
            }
        }

        return false;
    }

    // what a user does who looks at the gateway's own task list
    private async Task SettleAsync(JournalEntry entry)
    {
        figures.Settled++;
        var known = _journal.Read().Select(each => each.Task.Id).ToHashSet(StringComparer.Ordinal);
        var found = Charges.Find(charge => charge.Prompt == entry.Task.Prompt && !known.Contains(charge.TaskId));
        await (found is null ? _journal.SettleNotChargedAsync(entry) : _journal.SettleAcceptedAsync(entry, found.TaskId));
    }

    private void Compare()
    {
        var charges = Charges;
        var known = _journal.Read().Select(entry => entry.Task.Id).ToHashSet(StringComparer.Ordinal);
        figures.Charges += charges.Count;
        figures.Lost += charges.Count(charge => !known.Contains(charge.TaskId));
        figures.Lost += plan.Items.Select(item => item.Prompt).Distinct(StringComparer.Ordinal)
            .Count(prompt => charges.Count(charge => charge.Prompt == prompt) < plan.Expected(prompt));
        figures.Duplicates += charges.GroupBy(charge => charge.Prompt, StringComparer.Ordinal)
            .Sum(group => Math.Max(0, group.Count() - plan.Expected(group.Key)));
    }
}
