using System.Management.Automation;
using NanoBanana.Client.Profiles;
using NanoBanana.Client.Store;
using NanoBanana.PowerShell.Binding;

namespace NanoBanana.PowerShell.Hosting;

/// <summary>The base of cmdlets that take tasks: piped ones, records of them, or ids with a profile.</summary>
public abstract class TaskCmdlet : NanoBananaCmdlet
{
    /// <summary>Ids of tasks at the gateway.</summary>
    [Parameter(Position = 0, HelpMessage = "Ids of tasks at the gateway.")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(TaskIdCompletion))]
    [TextTransformation]
    public string[]? Id { get; set; }

    /// <summary>The profile of the ids.</summary>
    [Parameter(HelpMessage = "The profile of the ids.")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ProfileCompletion))]
    [TextTransformation]
    public string? Profile { get; set; }

    /// <summary>Tasks, including tasks imported from Clixml or JSON, or ids.</summary>
    [Parameter(ValueFromPipeline = true, HelpMessage = "Tasks, including tasks imported from Clixml or JSON, or ids.")]
    public PSObject? InputObject { get; set; }

    /// <summary>The tasks that this record or the command line names; for an id, the task in the store is used.</summary>
    protected IEnumerable<ImageTask> Tasks()
    {
        if (InputObject?.BaseObject is string piped)
        {
            return [OfId(piped)];
        }

        if (InputObject?.BaseObject is Callback callback)
        {
            // what it claims is not believed: the task is asked for
            return [OfId(callback.Id)];
        }

        if (InputObject is not null && !TaskReader.IsTask(InputObject) && TaskReader.Text(InputObject, "Id") is { } id)
        {
            return [OfId(id, TaskReader.Text(InputObject, "Profile"))];
        }

        if (InputObject is not null)
        {
            return [Journal.Named(TaskReader.Read(InputObject, Chosen))];
        }

        return Id is null ? [] : Id.SelectMany(each => WildcardPattern.ContainsWildcardCharacters(each) ? Like(each) : [OfId(each)]);
    }

    // a pattern is one for the journal: no gateway is asked for it
    private IEnumerable<ImageTask> Like(string id)
    {
        var pattern = WildcardPattern.Get(id, WildcardOptions.IgnoreCase);
        var filter = new TaskFilter { IdPatterns = [id], Profiles = Profile is null ? null : [Profile], Accounts = AccountProfiles.AccountsOf(Profile), Emulators = EmulatorScope.All };
        return Journal.Find(filter, entry => new[] { entry.Task.Id, entry.Task.IntentId }.Any(each => each is not null && pattern.IsMatch(each))).Select(entry => entry.Task);
    }

    /// <summary>True if an id is a pattern: the tasks are those in the store, and are not queried.</summary>
    private protected bool IsPattern => InputObject is null && Id?.Any(WildcardPattern.ContainsWildcardCharacters) == true;

    /// <summary>Whether a task belongs to an emulator; false if its profile is not known.</summary>
    protected bool IsEmulated(ImageTask task)
    {
        try
        {
            return ClientFor(task.Profile).Profile.IsLoopback();
        }
        catch (NanoBananaException)
        {
            // its query will say so
            return false;
        }
    }

    private ImageTask OfId(string id) => OfId(id, profile: null);

    private ImageTask OfId(string id, string? profile) =>
        (Journal.OfId(id, Profile ?? profile) ?? Journal.OfIntent(id))?.Task ?? TaskReader.FromId(id, ProfileStore.Process.Resolve(Profile ?? profile));

    private Profile Chosen() => ProfileStore.Process.Resolve(Profile);
}
