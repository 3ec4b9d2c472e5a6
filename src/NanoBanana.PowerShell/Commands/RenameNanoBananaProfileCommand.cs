using System.Management.Automation;
using NanoBanana.Client.Profiles;
using NanoBanana.Client.Submitting;
using NanoBanana.PowerShell.Binding;
using NanoBanana.PowerShell.Hosting;

namespace NanoBanana.PowerShell.Commands;

/// <summary>Gives a profile another name; its settings and its key stay.</summary>
[Cmdlet(VerbsCommon.Rename, "NanoBananaProfile", SupportsShouldProcess = true, HelpUri = OnlineHelp.Pages + "Rename-NanoBananaProfile.md")]
[OutputType(typeof(Profile))]
public sealed class RenameNanoBananaProfileCommand : NanoBananaCmdlet
{
    /// <summary>The name of the profile.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true, HelpMessage = "The name of the profile.")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ProfileCompletion))]
    public string Name { get; set; } = string.Empty;

    /// <summary>The new name of the profile.</summary>
    [Parameter(Mandatory = true, Position = 1, HelpMessage = "The new name of the profile.")]
    [ValidateNotNullOrEmpty]
    [TextTransformation]
    public string NewName { get; set; } = string.Empty;

    /// <summary>Returns the renamed profile.</summary>
    [Parameter(HelpMessage = "Returns the renamed profile.")]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void Process()
    {
        var store = ProfileStore.Process;
        if (ShouldProcess(Name, $"Rename profile to '{NewName}'"))
        {
            Await(Task.Run(() => store.RenameAsync(Name, NewName, Stop)));
            if (PassThru)
            {
                WriteObject(store.Find(NewName));
            }
        }
    }
}
