using System.Management.Automation;
using NanoBanana.Client.Compatibility;
using NanoBanana.Client.Journal;
using NanoBanana.Client.Profiles;
using NanoBanana.Client.Store;
using NanoBanana.PowerShell.Binding;
using NanoBanana.PowerShell.Hosting;

namespace NanoBanana.PowerShell.Commands;

/// <summary>Asks for the state of tasks; without any, lists the journal.</summary>
[Cmdlet(VerbsCommon.Get, "NanoBananaTask", HelpUri = OnlineHelp.Pages + "Get-NanoBananaTask.md")]
[OutputType(typeof(ImageTask))]
public sealed class GetNanoBananaTaskCommand : TaskCmdlet
{
    /// <summary>Lists the tasks in these states.</summary>
    [Parameter(HelpMessage = "Lists the tasks in these states.")]
    [ValidateSet(TaskStates.Submitting, TaskStates.Pending, TaskStates.Running, TaskStates.Succeeded, TaskStates.Failed, TaskStates.Unknown)]
    [ArgumentCompleter(typeof(TaskStateCompletion))]
    [TextTransformation]
    public string[]? State { get; set; }

    /// <summary>Lists the tasks from this time on.</summary>
    [Parameter(HelpMessage = "Lists the tasks from this time on.")]
    public DateTimeOffset? Since { get; set; }

    /// <summary>Lists the tasks that have not ended, or of which that is unknown.</summary>
    [Parameter(HelpMessage = "Lists the tasks that have not ended, or of which that is unknown.")]
    public SwitchParameter Pending { get; set; }

    /// <summary>Lists the tasks that were paid for and are not on disk yet.</summary>
    [Parameter(HelpMessage = "Lists the tasks that were paid for and are not on disk yet.")]
    public SwitchParameter Unsaved { get; set; }

    /// <summary>Lists the tasks whose images were approved, rejected, or not decided on yet.</summary>
    [Parameter(HelpMessage = "Lists the tasks whose images were approved, rejected, or not decided on yet.")]
    [ValidateSet(ReviewDecisions.Approved, ReviewDecisions.Rejected, ReviewDecisions.Open)]
    [TextTransformation]
    public string[]? Review { get; set; }

    /// <summary>Lists the tasks whose prompt is like one of these; wildcards are allowed.</summary>
    [Parameter(HelpMessage = "Lists the tasks whose prompt is like one of these; wildcards are allowed.")]
    [SupportsWildcards]
    [TextTransformation]
    public string[]? Prompt { get; set; }

    /// <summary>Lists the tasks of these providers.</summary>
    [Parameter(HelpMessage = "Lists the tasks of these providers.")]
    [ArgumentCompleter(typeof(ProviderCompletion))]
    [TextTransformation]
    public string[]? Provider { get; set; }

    /// <summary>Lists only so many, the newest.</summary>
    [Parameter(HelpMessage = "Lists only so many, the newest.")]
    [ValidateRange(1, int.MaxValue)]
    public int? Last { get; set; }

    /// <summary>Lists the tasks of emulators, too; implied where the profile is an emulator's, or all profiles are.</summary>
    [Parameter(HelpMessage = "Lists the tasks of emulators, too; implied where the profile is an emulator's, or all profiles are.")]
    public SwitchParameter IncludeEmulator { get; set; }

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
        var patterns = Prompt?.Select(prompt => new WildcardPattern(prompt, WildcardOptions.IgnoreCase)).ToList();
        var takes = Review is null ? null : Journal.Takes();
        var found = Journal.Find(Filter(), entry => (takes is null || Review!.Any(each => takes.IsDecided(entry, each)))
            && (State is null || State.Contains(entry.Task.State, StringComparer.OrdinalIgnoreCase))
            && (patterns is null || (entry.Task.Prompt is { } prompt && patterns.Exists(pattern => pattern.IsMatch(prompt)))));
        WriteObject(found.Select(entry => entry.Task), enumerateCollection: true);
        var soon = TimeProvider.System.GetUtcNow().AddHours(1);
        var expiring = found.Where(entry => entry.IsUnsaved && entry.Task.Images.Any(image => image.ExpiresAt < soon)).Select(entry => entry.Task.Id).ToList();
        if (expiring.Count > 0)
        {
            WriteWarning($"The links of these paid tasks expire within the hour, or have: {string.Join(", ", expiring)}. Save them now with Save-NanoBananaImage.");
        }
    }

    private TaskFilter Filter() => new()
    {
        Profiles = Profile is null ? null : [Profile],
        Providers = Provider,
        Since = Since,
        Pending = Pending,
        Unsaved = Unsaved,
        PromptPatterns = Prompt,
        Reviews = Review,
        States = State?.SelectMany(StoredStates.ShownAs).Distinct(StringComparer.Ordinal).ToList(),
        Last = Last,
        Emulators = IncludeEmulator || IsEmulated() ? EmulatorScope.All : EmulatorScope.None,
    };

    private bool IsEmulated()
    {
        var profiles = ProfileStore.Process.List();
        return profiles.Where(profile => Profile is null || string.Equals(profile.Name, Profile, StringComparison.OrdinalIgnoreCase)).All(profile => profile.IsLoopback());
    }

    private void Query(ImageTask task)
    {
        if (task.Id is null || IsPattern)
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
