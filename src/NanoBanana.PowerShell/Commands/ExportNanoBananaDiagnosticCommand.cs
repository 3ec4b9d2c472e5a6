using System.Collections;
using System.Management.Automation;
using NanoBanana.Client.Journal;
using NanoBanana.Client.Profiles;
using NanoBanana.Client.State;
using NanoBanana.PowerShell.Binding;
using NanoBanana.PowerShell.Hosting;

namespace NanoBanana.PowerShell.Commands;

/// <summary>Writes a zip file that helps to find a fault: versions, settings, the store's health, the last errors and timings.</summary>
[Cmdlet(VerbsData.Export, "NanoBananaDiagnostic", SupportsShouldProcess = true, HelpUri = OnlineHelp.Pages + "Export-NanoBananaDiagnostic.md")]
[OutputType(typeof(FileInfo))]
public sealed class ExportNanoBananaDiagnosticCommand : NanoBananaCmdlet
{
    /// <summary>The zip file to write.</summary>
    [Parameter(Mandatory = true, Position = 0, HelpMessage = "The zip file to write, such as bundle.zip.")]
    [Alias("LiteralPath")]
    [ValidateNotNullOrEmpty]
    [TextTransformation]
    public string Path { get; set; } = string.Empty;

    /// <summary>Replaces an existing file.</summary>
    [Parameter(HelpMessage = "Replaces an existing file.")]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override void End()
    {
        var path = FullPath(Path);
        if (!ShouldProcess(path, "Export diagnostics"))
        {
            return;
        }

        using var bundle = new MemoryStream();
        DiagnosticBundle.Write(bundle, Parts());
        ExportFile.Write(path, bundle.ToArray(), Force);
        WriteObject(InvokeProvider.Item.Get([path], force: true, literalPath: true)[0]);
    }

    private IEnumerable<(string Name, object Content)> Parts()
    {
        var journal = TaskJournal.OfUser();
        yield return ("versions.json", DiagnosticBundle.Versions(Host.Version));
        yield return ("profiles.json", DiagnosticBundle.Profiles(ProfileStore.Process.List()));
        yield return ("store.json", Await(() => DiagnosticBundle.StoreAsync(journal, Stop)));
        yield return ("errors.json", DiagnosticBundle.Errors(GetVariableValue("global:Error") as IEnumerable));
        yield return ("timings.json", Await(() => DiagnosticBundle.TimingsAsync(journal, Stop)));
    }
}
