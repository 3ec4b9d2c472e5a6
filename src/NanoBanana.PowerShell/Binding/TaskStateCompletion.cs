using System.Collections;

namespace NanoBanana.PowerShell.Binding;

/// <summary>The states of a task.</summary>
internal sealed class TaskStateCompletion : Completion
{
    /// <inheritdoc/>
    protected override IEnumerable<(string Value, string Tip)> Candidates(IDictionary bound) =>
        TaskStates.All.Where(each => each is not TaskStates.Planned).Select(each => (each, each));
}
