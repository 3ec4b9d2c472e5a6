using System.Management.Automation;
using NanoBanana.Client.Plans;
using NanoBanana.Client.Profiles;
using NanoBanana.PowerShell.Binding;
using NanoBanana.PowerShell.Hosting;

namespace NanoBanana.PowerShell.Commands;

/// <summary>Reads tasks from a CSV or JSON file of Export-NanoBananaTask, with the user's changes.</summary>
[Cmdlet(VerbsData.Import, "NanoBananaTask", HelpUri = OnlineHelp.Pages + "Import-NanoBananaTask.md")]
[OutputType(typeof(ImageTask))]
public sealed class ImportNanoBananaTaskCommand : NanoBananaCmdlet
{
    /// <summary>The file.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, HelpMessage = "The file.")]
    [Alias("LiteralPath", "PSPath", "FullName")]
    [ValidateNotNullOrEmpty]
    [TextTransformation]
    public string[] Path { get; set; } = [];

    /// <inheritdoc/>
    protected override void Process()
    {
        foreach (var path in Path.Select(FullPath))
        {
            WriteErrorOf(() => Import(path));
        }
    }

    private void Import(string path)
    {
        foreach (var row in PlanFile.Read(path))
        {
            WriteErrorOf(() => WriteObject(Completed(TaskRow.Read(row))));
        }
    }

    // a row that a person added says what is wanted, and nothing else; of what was submitted, the journal knows more
    private ImageTask Completed(ImageTask task)
    {
        if (task.State is not TaskStates.Planned && Journal.OfIntent(task.IntentId)?.Task is { } known)
        {
            return known with { Request = task.Request };
        }

        if (task.Profile.Length > 0 && task.Provider.Length > 0)
        {
            return task;
        }

        var profile = ProfileStore.Process.Resolve(task.Profile.Length > 0 ? task.Profile : null);
        return task with { Profile = profile.Name, Provider = profile.Provider };
    }
}
