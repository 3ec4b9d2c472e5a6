using System.Management.Automation;
using NanoBanana.PowerShell.Hosting;

namespace NanoBanana.PowerShell.Commands;

/// <summary>Shows the callback listener of this process and its counts; nothing if none is running.</summary>
[Cmdlet(VerbsCommon.Get, "NanoBananaCallbackListener", HelpUri = OnlineHelp.Pages + "Get-NanoBananaCallbackListener.md")]
[OutputType(typeof(CallbackListener))]
public sealed class GetNanoBananaCallbackListenerCommand : NanoBananaCmdlet
{
    /// <inheritdoc/>
    protected override void End()
    {
        if (CallbackHost.Current is { } listener)
        {
            WriteObject(listener);
        }
    }
}
