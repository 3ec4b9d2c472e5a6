using System.Management.Automation;
using NanoBanana.Client.Journal;
using NanoBanana.PowerShell.Hosting;

namespace NanoBanana.PowerShell.Commands;

/// <summary>Shows which store is used, without its password, and what selects it. Nothing is opened.</summary>
[Cmdlet(VerbsCommon.Get, "NanoBananaStore", HelpUri = OnlineHelp.Pages + "Get-NanoBananaStore.md")]
[OutputType(typeof(StoreInfo))]
public sealed class GetNanoBananaStoreCommand : NanoBananaCmdlet
{
    /// <inheritdoc/>
    protected override void End() => WriteObject(TaskJournal.OfUserInfo());
}
