using System.Management.Automation;
using NanoBanana.PowerShell.Hosting;

namespace NanoBanana.PowerShell.Commands;

/// <summary>Stops the emulator of this process and removes the profiles it brought.</summary>
[Cmdlet(VerbsLifecycle.Stop, "NanoBananaEmulator")]
[OutputType(typeof(void))]
public sealed class StopNanoBananaEmulatorCommand : NanoBananaCmdlet
{
    /// <inheritdoc/>
    protected override void End() => EmulatorHost.Stop();
}
