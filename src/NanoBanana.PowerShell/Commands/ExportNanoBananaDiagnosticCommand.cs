using System.Management.Automation;
using NanoBanana.Client.Profiles;
using NanoBanana.PowerShell.Hosting;

namespace NanoBanana.PowerShell.Commands;

/// <summary>Writes a zip file that helps to find a fault: versions, settings, the store's health, the last errors and timings.</summary>
[Cmdlet(VerbsData.Export, "NanoBananaDiagnostic", SupportsShouldProcess = true, HelpUri = OnlineHelp.Pages + "Export-NanoBananaDiagnostic.md")]
[OutputType(typeof(FileInfo))]
public sealed class ExportNanoBananaDiagnosticCommand : NanoBananaCmdlet
{
    /// <summary>The zip file to write.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [Alias("LiteralPath")]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = string.Empty;

    /// <summary>Replaces a file that is there.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override void End()
    {
        var path = FullPath(Path);
        if (!ShouldProcess(path, "Export diagnostics"))
        {
            return;
        }
    }
}
