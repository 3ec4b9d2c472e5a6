using System.Management.Automation;
using NanoBanana.Client.Compatibility;
using NanoBanana.Client.Journal;
using NanoBanana.PowerShell.Binding;
using NanoBanana.PowerShell.Hosting;

namespace NanoBanana.PowerShell.Commands;

/// <summary>Erases tasks from the store, with their prompts and paths; only their charges are kept, for the budgets.</summary>
[Cmdlet(VerbsCommon.Remove, "NanoBananaTask", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High, HelpUri = OnlineHelp.Pages + "Remove-NanoBananaTask.md")]
[OutputType(typeof(void))]
public sealed class RemoveNanoBananaTaskCommand : NanoBananaCmdlet
{
    private readonly HashSet<string> _intents = new(StringComparer.Ordinal);

    /// <summary>The ids of the intents, the IntentId of the tasks.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, HelpMessage = "The ids of the intents, the IntentId of the tasks.")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(IntentIdCompletion))]
    [TextTransformation]
    public string[] IntentId { get; set; } = [];

    /// <summary>Also erases tasks that have not ended, are unknown, or are paid for and not saved.</summary>
    [Parameter(HelpMessage = "Also erases tasks that have not ended, are unknown, or are paid for and not saved.")]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override void Process()
    {
        foreach (var intent in IntentId)
        {
            WriteErrorOf(() => Add(intent));
        }
    }

    /// <inheritdoc/>
    protected override void End()
    {
        if (_intents.Count > 0)
        {
            var erased = Await(() => TaskJournal.OfUser().Store.RemoveAsync(_intents, CancellationToken.None));
            WriteVerbose($"{erased} task(s) were erased.");
        }
    }

    private void Add(string intent)
    {
        var entry = Journal.OfIntent(intent) ?? throw new NanoBananaException(ErrorIds.IntentNotFound, intent) { Target = intent };
        if ((entry.IsPending || entry.IsUnsaved) && !Force)
        {
            throw new NanoBananaException(ErrorIds.TaskStillNeeded, entry.Task, entry.Task.State) { Target = entry.Task };
        }

        if (ShouldProcess(entry.Task.ToString(), "Erase from the store"))
        {
            _intents.Add(entry.Task.IntentId!);
        }
    }
}
