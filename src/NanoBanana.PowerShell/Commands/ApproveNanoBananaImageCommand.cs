using System.Management.Automation;
using NanoBanana.PowerShell.Binding;
using NanoBanana.PowerShell.Hosting;

namespace NanoBanana.PowerShell.Commands;

/// <summary>Records that images of tasks are approved.</summary>
[Cmdlet(VerbsLifecycle.Approve, "NanoBananaImage", SupportsShouldProcess = true, HelpUri = OnlineHelp.Pages + "Approve-NanoBananaImage.md")]
[OutputType(typeof(ImageTask))]
public sealed class ApproveNanoBananaImageCommand : ReviewingCmdlet
{
    /// <summary>A note about the image.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, HelpMessage = "A note about the image.")]
    [TextTransformation]
    public string? Note { get; set; }

    /// <inheritdoc/>
    private protected override string Decision => ReviewDecisions.Approved;

    /// <inheritdoc/>
    private protected override string? Words => Note;
}
