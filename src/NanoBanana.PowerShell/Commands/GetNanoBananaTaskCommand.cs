using System.Management.Automation;
using NanoBanana.Client.Compatibility;
using NanoBanana.Client.Journal;
using NanoBanana.PowerShell.Binding;
using NanoBanana.PowerShell.Hosting;

namespace NanoBanana.PowerShell.Commands;

/// <summary>Asks for the state of tasks; without any, lists the journal.</summary>
[Cmdlet(VerbsCommon.Get, "NanoBananaTask", HelpUri = OnlineHelp.Pages + "Get-NanoBananaTask.md")]
[OutputType(typeof(ImageTask))]
public sealed class GetNanoBananaTaskCommand : TaskCmdlet
{
    /// <summary>Lists the tasks in these states.</summary>
    [Parameter]
    [ValidateSet(TaskStates.Pending, TaskStates.Running, TaskStates.Succeeded, TaskStates.Failed, TaskStates.Unknown)]
    [ArgumentCompleter(typeof(TaskStateCompletion))]
    public string[]? State { get; set; }

    /// <summary>Lists the tasks from this time on.</summary>
    [Parameter]
    public DateTimeOffset? Since { get; set; }

    /// <summary>Lists the tasks that have not ended, or of which that is unknown.</summary>
    [Parameter]
    public SwitchParameter Pending { get; set; }

    /// <summary>Lists the tasks that were paid for and are not on disk yet.</summary>
    [Parameter]
    public SwitchParameter Unsaved { get; set; }

    /// <summary>Lists the tasks whose images were approved, rejected, or not decided on yet.</summary>
    [Parameter]
    [ValidateSet(ReviewDecisions.Approved, ReviewDecisions.Rejected, ReviewDecisions.Open)]
    public string[]? Review { get; set; }

    /// <inheritdoc/>
    protected override void Process()
    {
        if (InputObject is null && Id is null && !MyInvocation.ExpectingInput)
        {
            List();
            return;
        }

        foreach (var task in Tasks())
        {
            Query(task);
        }
    }

    private void List()
    {
        var takes = Review is null ? null : new Takes(Journal.Entries);
        var found = Journal.Entries.Where(IsWanted).Where(entry => takes is null || Review!.Any(each => takes.IsDecided(entry, each))).Select(entry => entry.Task).ToList();
        WriteObject(found, enumerateCollection: true);
        var soon = TimeProvider.System.GetUtcNow().AddHours(1);
        var expiring = Journal.Entries.Where(entry => entry.IsUnsaved && IsWanted(entry) && entry.Task.Images.Any(image => image.ExpiresAt < soon)).Select(entry => entry.Task.Id).ToList();
        if (expiring.Count > 0)
        {
            WriteWarning($"The links of these paid tasks expire within the hour, or have: {string.Join(", ", expiring)}. Save them now with Save-NanoBananaImage.");
        }
    }

    private bool IsWanted(JournalEntry entry) =>
        (Profile is null || string.Equals(entry.Task.Profile, Profile, StringComparison.OrdinalIgnoreCase))
        && (State is null || State.Contains(entry.Task.State, StringComparer.OrdinalIgnoreCase))
        && (Since is null || entry.IntendedAt >= Since)
        && (!Pending || entry.IsPending)
        && (!Unsaved || entry.IsUnsaved);

    private void Query(ImageTask task)
    {
        if (task.Id is null)
        {
            WriteObject(task);
            return;
        }

        WriteErrorOf(() =>
        {
            var client = ClientFor(task.Profile);
            WriteObject(Await(() => client.QueryAsync(task, Stop)));
        });
    }
}
