using System.Management.Automation;
using NanoBanana.PowerShell.Hosting;

namespace NanoBanana.PowerShell.Commands;

/// <summary>Stops the callback listener of this process; tasks are queried at intervals again.</summary>
[Cmdlet(VerbsLifecycle.Stop, "NanoBananaCallbackListener", SupportsShouldProcess = true, HelpUri = OnlineHelp.Pages + "Stop-NanoBananaCallbackListener.md")]
[OutputType(typeof(void))]
public sealed class StopNanoBananaCallbackListenerCommand : NanoBananaCmdlet
{
    /// <inheritdoc/>
    protected override void End()
    {
        if (CallbackHost.Current is not { } listener || ShouldProcess(listener.ToString(), "Stop callback listener"))
        {
            CallbackHost.Stop();
        }
    }
}
