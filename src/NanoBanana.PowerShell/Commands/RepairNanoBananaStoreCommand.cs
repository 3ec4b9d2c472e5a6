using System.Management.Automation;
using NanoBanana.Client.Journal;
using NanoBanana.PowerShell.Binding;
using NanoBanana.PowerShell.Hosting;

namespace NanoBanana.PowerShell.Commands;

/// <summary>Saves what can be read of a damaged SQLite store to a new file; the damaged one stays as it is.</summary>
[Cmdlet(VerbsDiagnostic.Repair, "NanoBananaStore", SupportsShouldProcess = true, HelpUri = OnlineHelp.Pages + "Repair-NanoBananaStore.md")]
[OutputType(typeof(StoreRepair))]
public sealed class RepairNanoBananaStoreCommand : NanoBananaCmdlet
{
    /// <summary>The new file. It must not exist yet.</summary>
    [Parameter(Mandatory = true, Position = 0, HelpMessage = "The new file. It must not exist yet.")]
    [ValidateNotNullOrEmpty]
    public string Destination { get; set; } = string.Empty;

    /// <summary>The damaged file. By default, the current store.</summary>
    [Parameter(HelpMessage = "The damaged file. By default, the current store.")]
    [ValidateNotNullOrEmpty]
    [TextTransformation]
    public string? Path { get; set; }

    /// <inheritdoc/>
    protected override void End()
    {
        var damaged = Path is null ? TaskJournal.OfUserInfo().Location : SessionState.Path.GetUnresolvedProviderPathFromPSPath(Path);
        var target = SessionState.Path.GetUnresolvedProviderPathFromPSPath(Destination);
        if (ShouldProcess(damaged, $"Copy what can be read to '{target}'"))
        {
            var repair = Await(() => TaskJournal.RepairAsync(damaged, target, Stop));
            WriteObject(repair);
            if (repair.Lost > 0)
            {
                WriteWarning($"{repair.Lost} row(s) could not be read. Compare the tasks with the task lists of your gateways before you submit again. To use the new file, run Set-NanoBananaStore -Path '{target}'.");
            }
        }
    }
}
