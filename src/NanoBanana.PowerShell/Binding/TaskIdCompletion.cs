using System.Collections;
using NanoBanana.Client.Journal;

namespace NanoBanana.PowerShell.Binding;

/// <summary>Ids of the tasks in the journal, newest first, with the prompt in the tool tip.</summary>
internal sealed class TaskIdCompletion : Completion
{
    /// <inheritdoc/>
    protected override IEnumerable<(string Value, string Tip)> Candidates(IDictionary bound) => TaskJournal.OfUser().Read()
        .Reverse()
        .Select(entry => entry.Task)
        .Where(task => task.Id is not null && (Text(bound, "Profile") is not { } profile || task.Profile.Equals(profile, StringComparison.OrdinalIgnoreCase)))
        .Select(task => (task.Id!, task.Provider + ": " + (string.IsNullOrEmpty(task.Prompt) ? task.State : task.Prompt)));
}
