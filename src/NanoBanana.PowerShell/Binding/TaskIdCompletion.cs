using System.Collections;
using NanoBanana.Client.Store;

namespace NanoBanana.PowerShell.Binding;

/// <summary>Ids of the tasks in the journal, newest first, with the prompt in the tool tip.</summary>
internal sealed class TaskIdCompletion : Completion
{
    /// <inheritdoc/>
    protected override IEnumerable<(string Value, string Tip)> Candidates(IDictionary bound) => Offers(string.Empty, bound);

    /// <inheritdoc/>
    protected override IEnumerable<(string Value, string Tip)> Offers(string typed, IDictionary bound) => (Journal()?
        .Find(new TaskFilter
        {
            GatewayIdPrefix = typed,
            Profiles = Text(bound, "Profile") is { } profile ? [profile] : null,
            Emulators = EmulatorScope.All,
            NewestFirst = true,
            Last = MostOffered,
        }) ?? [])
        .Select(entry => entry.Task)
        .Where(task => task.Id is not null)
        .Select(task => (task.Id!, task.Provider + ": " + (string.IsNullOrEmpty(task.Prompt) ? task.State : task.Prompt)));
}
