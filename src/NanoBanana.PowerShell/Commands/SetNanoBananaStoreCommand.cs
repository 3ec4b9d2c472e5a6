using System.Management.Automation;
using System.Security;
using NanoBanana.Client.Journal;
using NanoBanana.PowerShell.Binding;
using NanoBanana.PowerShell.Hosting;

namespace NanoBanana.PowerShell.Commands;

/// <summary>Names the store of this user: a SQLite file, a PostgreSQL database that several machines share, or the embedded one again.</summary>
[Cmdlet(VerbsCommon.Set, "NanoBananaStore", SupportsShouldProcess = true, DefaultParameterSetName = ByPath, HelpUri = OnlineHelp.Pages + "Set-NanoBananaStore.md")]
[OutputType(typeof(StoreInfo))]
public sealed class SetNanoBananaStoreCommand : NanoBananaCmdlet
{
    private const string ByPath = "Path";
    private const string ByConnection = "Connection";
    private const string ByDefault = "Default";

    /// <summary>A file on a local disk.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ByPath, HelpMessage = "A file on a local disk.")]
    [ValidateNotNullOrEmpty]
    [TextTransformation]
    public string? Path { get; set; }

    /// <summary>A connection string of Npgsql or a postgres:// URI; it is kept as keys are.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByConnection, HelpMessage = "A connection string of Npgsql or a postgres:// URI; it is kept as keys are.")]
    [SecretTransformation]
    [ValidateNotNull]
    public SecureString? ConnectionString { get; set; }

    /// <summary>The embedded store again, in the folder of this user's state.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByDefault, HelpMessage = "The embedded store again, in the folder of this user's state.")]
    [ValidateSwitchOn("-Path or -ConnectionString")]
    public SwitchParameter Default { get; set; }

    /// <inheritdoc/>
    protected override void End()
    {
        var path = Path is null ? null : SessionState.Path.GetUnresolvedProviderPathFromPSPath(Path);
        var secret = ConnectionString is null ? null : SecureText.ToSecret(ConnectionString);
        if (!ShouldProcess(path ?? (secret is null ? "the embedded store" : "the database of the connection string"), "Use as the store"))
        {
            return;
        }

        Await(TaskJournal.SetOfUserAsync(path, secret));
        var now = TaskJournal.OfUserInfo();
        if (now.Source == "NANOBANANA_STORE")
        {
            WriteWarning("NANOBANANA_STORE names another store, which comes first.");
        }

        WriteObject(now);
    }
}
