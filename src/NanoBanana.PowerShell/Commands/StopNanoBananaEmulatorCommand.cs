using System.Management.Automation;
using NanoBanana.Client.Journal;
using NanoBanana.PowerShell.Hosting;

namespace NanoBanana.PowerShell.Commands;

/// <summary>Stops the emulator of this process, and removes the profiles it brought and its tasks from the journal.</summary>
[Cmdlet(VerbsLifecycle.Stop, "NanoBananaEmulator", SupportsShouldProcess = true, HelpUri = OnlineHelp.Pages + "Stop-NanoBananaEmulator.md")]
[OutputType(typeof(void))]
public sealed class StopNanoBananaEmulatorCommand : NanoBananaCmdlet
{
    /// <inheritdoc/>
    protected override void End()
    {
        if (EmulatorHost.Current is { } emulator && !ShouldProcess(emulator.Uri.AbsoluteUri, "Stop emulator"))
        {
            return;
        }

        var scope = EmulatorHost.Stop();

        // its tasks are gone with it: they can no longer be queried, nor their images downloaded
        Await(() => TaskJournal.OfUser().Store.RemoveEmulatorAsync(scope, Stop));
    }
}
