using System.Management.Automation;
using NanoBanana.Client.Profiles;
using NanoBanana.PowerShell.Binding;
using NanoBanana.PowerShell.Hosting;

namespace NanoBanana.PowerShell.Commands;

/// <summary>Removes profiles and forgets their keys.</summary>
[Cmdlet(VerbsCommon.Remove, "NanoBananaProfile", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(void))]
public sealed class RemoveNanoBananaProfileCommand : NanoBananaCmdlet
{
    /// <summary>The profiles' names.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ProfileCompletion))]
    public string[] Name { get; set; } = [];

    /// <inheritdoc/>
    protected override void Process()
    {
        var store = ProfileStore.Process;
        foreach (var name in Name)
        {
            if (store.Find(name) is null)
            {
                WriteError(new NanoBananaException(ErrorIds.ProfileNotFound, name, $"The profiles: {string.Join(", ", store.List())}.") { Target = name });
            }
            else if (ShouldProcess(name, "Remove profile"))
            {
                store.Remove(name);
            }
        }
    }
}
