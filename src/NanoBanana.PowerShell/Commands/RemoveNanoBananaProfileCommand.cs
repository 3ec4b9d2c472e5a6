using System.Management.Automation;
using NanoBanana.Client.Profiles;
using NanoBanana.Client.Submitting;
using NanoBanana.PowerShell.Binding;
using NanoBanana.PowerShell.Hosting;

namespace NanoBanana.PowerShell.Commands;

/// <summary>Removes profiles, and with each the secrets that were kept for it. Asks first; -Confirm:$false does not.</summary>
[Cmdlet(VerbsCommon.Remove, "NanoBananaProfile", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High, HelpUri = OnlineHelp.Pages + "Remove-NanoBananaProfile.md")]
[OutputType(typeof(void))]
public sealed class RemoveNanoBananaProfileCommand : NanoBananaCmdlet
{
    /// <summary>Names of profiles.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, HelpMessage = "Names of profiles.")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ProfileCompletion))]
    public string[] Name { get; set; } = [];

    /// <inheritdoc/>
    protected override void Process()
    {
        var store = ProfileStore.Process;
        foreach (var name in Name)
        {
            WriteErrorOf(() => Remove(store, name));
        }
    }

    private void Remove(ProfileStore store, string name)
    {
        if (store.Find(name) is not { } profile)
        {
            throw new NanoBananaException(ErrorIds.ProfileNotFound, name, $"The profiles: {string.Join(", ", store.List())}.") { Target = name };
        }

        if (ShouldProcess(name, $"Remove the profile and its key ({profile.KeySource})"))
        {
            Await(Task.Run(() => store.RemoveAsync(name, Stop)));
        }
    }
}
