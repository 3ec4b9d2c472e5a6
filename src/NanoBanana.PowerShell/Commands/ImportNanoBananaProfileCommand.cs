using System.Management.Automation;
using NanoBanana.Client.Profiles;
using NanoBanana.Client.State;
using NanoBanana.PowerShell.Binding;
using NanoBanana.PowerShell.Hosting;

namespace NanoBanana.PowerShell.Commands;

/// <summary>Reads profiles that <c>Export-NanoBananaProfile</c> wrote. Each then needs its key, from Set-NanoBananaProfile or the environment.</summary>
[Cmdlet(VerbsData.Import, "NanoBananaProfile", SupportsShouldProcess = true, HelpUri = OnlineHelp.Pages + "Import-NanoBananaProfile.md")]
[OutputType(typeof(Profile))]
public sealed class ImportNanoBananaProfileCommand : NanoBananaCmdlet
{
    /// <summary>The files to read.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, HelpMessage = "The files to read.")]
    [Alias("LiteralPath", "PSPath", "FullName")]
    [ValidateNotNullOrEmpty]
    [TextTransformation]
    public string[] Path { get; set; } = [];

    /// <summary>Replaces the settings of existing profiles. Their keys are kept.</summary>
    [Parameter(HelpMessage = "Replaces the settings of existing profiles. Their keys are kept.")]
    public SwitchParameter Force { get; set; }

    /// <summary>Accepts the key variables, base URIs, proxies and certificates of the file without asking.</summary>
    [Parameter(HelpMessage = "Accepts the key variables, base URIs, proxies and certificates of the file without asking.")]
    public SwitchParameter AllowForeignAddress { get; set; }

    /// <summary>Returns the profiles.</summary>
    [Parameter(HelpMessage = "Returns the profiles.")]
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
        if (Read(path) is not { } imported)
        {
            return;
        }

        foreach (var note in imported.Notes)
        {
            WriteWarning(note);
        }

        foreach (var profile in imported.Names.Select(store.Find))
        {
            if (!profile!.HasKey)
            {
                WriteWarning($"The profile '{profile.Name}' has no key yet. Set it with Set-NanoBananaProfile '{profile.Name}' -ApiKey (Read-Host -AsSecureString).");
            }

            if (PassThru)
            {
                WriteObject(profile);
            }
        }
    }

    // null: the user said no
    private ImportedProfiles? Read(string path)
    {
        var json = ExportFile.Read(path);
        var options = new ImportOptions { Replace = Force, AllowForeignAddress = AllowForeignAddress };
        try
        {
            return Await(() => ProfileStore.Process.ImportAsync(path, json, options, Stop));
        }
        catch (NanoBananaException error) when (error.ErrorId is ErrorIds.ConfirmationNeeded)
        {
            return Agrees(error) ? Await(() => ProfileStore.Process.ImportAsync(path, json, options with { AllowForeignAddress = true }, Stop)) : null;
        }
    }

    // -Force and -Confirm:$false are no answer to this one
    private bool Agrees(NanoBananaException question)
    {
        try
        {
            return ShouldContinue(question.Message, "Import profiles");
        }
        catch (Exception error) when (InteractiveHost.CannotAsk(error))
        {
            // there is no user to answer
            throw question;
        }
    }
}
