using System.Management.Automation;
using NanoBanana.Client.Http;
using NanoBanana.Client.Journal;
using NanoBanana.Client.Profiles;
using NanoBanana.PowerShell.Binding;
using NanoBanana.PowerShell.Hosting;

namespace NanoBanana.PowerShell.Commands;

/// <summary>Shows what profiles spent in the current day and month, and their caps.</summary>
[Cmdlet(VerbsCommon.Get, "NanoBananaBudget", HelpUri = OnlineHelp.Pages + "Get-NanoBananaBudget.md")]
[OutputType(typeof(Budget))]
public sealed class GetNanoBananaBudgetCommand : NanoBananaCmdlet
{
    /// <summary>Names of profiles. By default, all profiles.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true, HelpMessage = "Names of profiles. By default, all profiles.")]
    [Alias("Name")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ProfileCompletion))]
    [TextTransformation]
    public string[]? Profile { get; set; }

    /// <summary>Includes the profiles of emulators if no name is given.</summary>
    [Parameter(HelpMessage = "Includes the profiles of emulators if no name is given.")]
    public SwitchParameter IncludeEmulator { get; set; }

    /// <inheritdoc/>
    protected override void Process()
    {
        foreach (var profile in Profiles())
        {
            WriteErrorOf(() =>
            {
                Await(EmulatorInstances.FindAsync(profile, Stop));
                WriteObject(Await(() => Budget.OfAsync(profile, TaskJournal.OfUser().Store, Stop)), enumerateCollection: true);
            });
        }
    }

    private List<Profile> Profiles()
    {
        if (Profile is not null)
        {
            var named = new List<Profile>();
            foreach (var name in Profile)
            {
                WriteErrorOf(() => named.Add(ProfileStore.Process.Resolve(name)));
            }

            return named;
        }

        var all = ProfileStore.Process.List();
        return [.. all.Where(profile => IncludeEmulator || !profile.IsLoopback() || all.All(each => each.IsLoopback()))];
    }
}
