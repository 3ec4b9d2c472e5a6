using System.Management.Automation;
using NanoBanana.PowerShell.Hosting;

namespace NanoBanana.PowerShell.Commands;

/// <summary>Shows the emulator of this process; nothing if none is running.</summary>
[Cmdlet(VerbsCommon.Get, "NanoBananaEmulator", HelpUri = OnlineHelp.Pages + "Get-NanoBananaEmulator.md")]
[OutputType(typeof(Emulator))]
public sealed class GetNanoBananaEmulatorCommand : NanoBananaCmdlet
{
    /// <inheritdoc/>
    protected override void End()
    {
        if (EmulatorHost.Current is { } emulator)
        {
            WriteObject(emulator);
        }
    }
}
