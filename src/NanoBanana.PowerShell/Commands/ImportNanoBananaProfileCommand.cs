using System.Management.Automation;
using NanoBanana.Client.Profiles;
using NanoBanana.Client.Profiles.Files;
using NanoBanana.PowerShell.Hosting;

namespace NanoBanana.PowerShell.Commands;

/// <summary>Reads profiles that <c>Export-NanoBananaProfile</c> wrote. Each then needs its key, from Set-NanoBananaProfile or the environment.</summary>
[Cmdlet(VerbsData.Import, "NanoBananaProfile", SupportsShouldProcess = true, HelpUri = OnlineHelp.Pages + "Import-NanoBananaProfile.md")]
[OutputType(typeof(Profile))]
public sealed class ImportNanoBananaProfileCommand : NanoBananaCmdlet
{
    /// <summary>The files to read.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("LiteralPath", "PSPath", "FullName")]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = [];

    /// <summary>Replaces the settings of profiles that are there; their keys stay.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Gives the profiles.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

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
        if (!ShouldProcess(path, "Import profiles"))
        {
            return;
        }

        var store = ProfileStore.Process;
        var names = Await(() => store.ImportAsync(path, ExportFile.Read(path), Force, Stop));
        foreach (var profile in names.Select(store.Find))
        {
            if (!profile!.HasKey)
            {
                WriteWarning($"The profile '{profile.Name}' needs its key: Set-NanoBananaProfile '{profile.Name}' -ApiKey (Read-Host -AsSecureString).");
            }

            if (PassThru)
            {
                WriteObject(profile);
            }
        }
    }
}
