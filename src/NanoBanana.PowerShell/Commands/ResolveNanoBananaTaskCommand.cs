using System.Management.Automation;
using NanoBanana.Client.Journal;
using NanoBanana.PowerShell.Binding;
using NanoBanana.PowerShell.Hosting;

namespace NanoBanana.PowerShell.Commands;

/// <summary>Settles a task whose outcome is unknown: the gateway has it under an id, or it was not charged.</summary>
[Cmdlet(VerbsDiagnostic.Resolve, "NanoBananaTask", SupportsShouldProcess = true, DefaultParameterSetName = "Accepted", HelpUri = OnlineHelp.Pages + "Resolve-NanoBananaTask.md")]
[OutputType(typeof(ImageTask))]
public sealed class ResolveNanoBananaTaskCommand : NanoBananaCmdlet
{
    /// <summary>The id of the intent, as shown by the task and the error.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true, HelpMessage = "The id of the intent, as shown by the task and the error.")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(IntentIdCompletion))]
    [TextTransformation]
    public string IntentId { get; set; } = string.Empty;

    /// <summary>The id that the gateway shows for the task. The task then continues like any other.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Accepted", HelpMessage = "The id that the gateway shows for the task. The task then continues like any other.")]
    [ValidateNotNullOrEmpty]
    [TextTransformation]
    public string? Id { get; set; }

    /// <summary>The gateway does not have the task: nothing was charged, and it may be submitted again.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "NotCharged", HelpMessage = "The gateway does not have the task: nothing was charged, and it may be submitted again.")]
    [ValidateSwitchOn("-Id")]
    public SwitchParameter NotCharged { get; set; }

    /// <inheritdoc/>
    protected override void Process()
    {
        var entry = Journal.OfIntent(IntentId) ?? throw new NanoBananaException(ErrorIds.IntentNotFound, IntentId) { Target = IntentId };
        if (!ShouldProcess(IntentId, NotCharged ? "Settle as not charged" : $"Settle as the task {Id}"))
        {
            return;
        }

        WriteObject(Await(() => NotCharged ? TaskJournal.OfUser().SettleNotChargedAsync(entry) : AcceptAsync(entry)));
    }

    // the gateway is asked first: neither a mistyped id nor a reply that names no task must settle anything
    private async Task<ImageTask> AcceptAsync(JournalEntry entry)
    {
        var candidate = entry.Task with { Id = Id, IntentId = null, State = TaskStates.Unknown, Failure = null, SubmittedAt = null };
        var client = ClientFor(entry.Task.Profile);
        if ((await client.QueryAsync(candidate, Stop).ConfigureAwait(false)).State is TaskStates.Unknown)
        {
            throw new NanoBananaException(ErrorIds.UnreadableReply, entry.Task.Provider, $"it does not name the task {Id}, so nothing was settled.") { Target = IntentId };
        }

        var settled = await TaskJournal.OfUser().SettleAcceptedAsync(entry, Id!).ConfigureAwait(false);
        return await client.QueryAsync(settled, Stop).ConfigureAwait(false);
    }
}
