using System.Collections;
using NanoBanana.Client.Store;

namespace NanoBanana.PowerShell.Binding;

/// <summary>Ids of the intents in the journal, newest first, those of unknown outcome before all others.</summary>
internal sealed class IntentIdCompletion : Completion
{
    /// <inheritdoc/>
    protected override IEnumerable<(string Value, string Tip)> Candidates(IDictionary bound) => Offers(string.Empty, bound);

    /// <inheritdoc/>
    protected override IEnumerable<(string Value, string Tip)> Offers(string typed, IDictionary bound)
    {
        if (Journal() is not { } journal)
        {
            return [];
        }

        var newest = new TaskFilter { IntentIdPrefix = typed.ToLowerInvariant(), Emulators = EmulatorScope.All, NewestFirst = true, Last = MostOffered };
        return journal.Find(newest with { States = [StoredStates.Sending, TaskStates.Unknown] })
            .Where(entry => entry.Task.State is TaskStates.Unknown)
            .Concat(journal.Find(newest))
            .Select(entry => entry.Task)
            .Select(task => (task.IntentId!, $"{task.Provider}, {task.State}: {task.Prompt}"));
    }
}
