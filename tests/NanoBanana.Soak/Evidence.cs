using System.Text.Json;
using NanoBanana.Client.Journal;
using NanoBanana.Client.Store;
using NanoBanana.Faults;

namespace NanoBanana.Soak;

/// <summary>Keeps what ledger and store know of the items that a problem is about, before both forget it.</summary>
internal static class Evidence
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>Writes a file that nothing deletes.</summary>
    /// <param name="problems">Sentences; an item is meant by its prompt in quotes, and all items by a sentence without one.</param>
    /// <param name="control">Has the ledger.</param>
    /// <param name="journal">Has the tasks.</param>
    /// <returns>Its path in the system's temporary folder.</returns>
    public static async Task<string> WriteAsync(IReadOnlyList<string> problems, EmulatorClient control, TaskJournal journal)
    {
        var charges = await control.LedgerAsync();
        var tasks = new List<StoredTask>();
        await foreach (var task in journal.Store.ListAsync(new TaskFilter { Emulators = EmulatorScope.All }))
        {
            tasks.Add(task);
        }

        var prompts = charges.Select(charge => (string)charge!["prompt"]!).Concat(tasks.Select(task => task.Prompt!)).ToHashSet(StringComparer.Ordinal);
        if (problems.All(problem => prompts.Any(prompt => Names(problem, prompt))))
        {
            prompts.RemoveWhere(prompt => !problems.Any(problem => Names(problem, prompt)));
        }

        var path = Path.Combine(Path.GetTempPath(), FormattableString.Invariant($"nanobanana-soak-problem-{Guid.NewGuid():N}.json"));
        await File.WriteAllTextAsync(path, JsonSerializer.Serialize(
            new
            {
                problems,
                charges = charges.Where(charge => prompts.Contains((string)charge!["prompt"]!)),
                tasks = tasks.Where(task => prompts.Contains(task.Prompt!)).Select(Facts),
            },
            Indented));
        return path;
    }

    private static bool Names(string problem, string prompt) => problem.Contains($"'{prompt}'", StringComparison.Ordinal);

    private static object Facts(StoredTask task) => new
    {
        task.Provider,
        task.Prompt,
        task.IntentId,
        task.GatewayId,
        task.OtherIds,
        task.State,
        Charge = task.Charge.ToString(),
        task.Attempt,
        task.Landing,
        task.Owner,
        task.CreatedAt,
        task.ClaimedAt,
        task.SubmittedAt,
        task.CompletedAt,
        task.Outcome,
    };
}
