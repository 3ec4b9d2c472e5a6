using System.Management.Automation;
using NanoBanana.PowerShell.Binding;
using NanoBanana.PowerShell.Hosting;

namespace NanoBanana.PowerShell.Commands;

/// <summary>Records that images of tasks are rejected, and why.</summary>
[Cmdlet(VerbsLifecycle.Deny, "NanoBananaImage", SupportsShouldProcess = true, HelpUri = OnlineHelp.Pages + "Deny-NanoBananaImage.md")]
[OutputType(typeof(ImageTask))]
public sealed class DenyNanoBananaImageCommand : ReviewingCmdlet
{
    /// <summary>Why the image is rejected.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, HelpMessage = "Why the image is rejected.")]
    [Alias("Note")]
    [TextTransformation]
    public string? Reason { get; set; }

    /// <inheritdoc/>
    private protected override string Decision => ReviewDecisions.Rejected;

    /// <inheritdoc/>
    private protected override string? Words => Reason;
}
