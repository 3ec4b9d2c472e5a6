using System.Collections;
using NanoBanana.Client.Journal;

namespace NanoBanana.PowerShell.Binding;

/// <summary>Ids of the intents in the journal, newest first, those of unknown outcome before all others.</summary>
internal sealed class IntentIdCompletion : Completion
{
    /// <inheritdoc/>
    protected override IEnumerable<(string Value, string Tip)> Candidates(IDictionary bound) => TaskJournal.OfUser().Read()
        .Reverse()
        .Select(entry => entry.Task)
        .OrderBy(task => task.State is TaskStates.Unknown ? 0 : 1)
        .Select(task => (task.IntentId!, $"{task.Provider}, {task.State}: {task.Prompt}"));
}
