using System.Management.Automation;
using NanoBanana.Client.Journal;
using NanoBanana.Client.Store;
using NanoBanana.PowerShell.Hosting;

namespace NanoBanana.PowerShell.Commands;

/// <summary>Tests that the store works: it connects, writes an empty transaction, and compares versions and clocks.</summary>
[Cmdlet(VerbsDiagnostic.Test, "NanoBananaStore", HelpUri = OnlineHelp.Pages + "Test-NanoBananaStore.md")]
[OutputType(typeof(StoreHealth))]
public sealed class TestNanoBananaStoreCommand : NanoBananaCmdlet
{
    /// <inheritdoc/>
    protected override void End()
    {
        var health = Await(() => TaskJournal.OfUser().Store.TestAsync(Stop));
        if (health.Waiting > 0)
        {
            WriteWarning($"{health.Waiting} record(s) of this machine are not in the store yet. They are kept on this machine until a command that submits can write them.");
        }

        WriteObject(health);
    }
}
