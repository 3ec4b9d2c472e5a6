using System.Management.Automation;
using System.Security;
using NanoBanana.Client.Journal;
using NanoBanana.PowerShell.Binding;
using NanoBanana.PowerShell.Hosting;

namespace NanoBanana.PowerShell.Commands;

/// <summary>Sets the store of this user: a SQLite file, a PostgreSQL database that several machines share, or the embedded one again.</summary>
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

    /// <summary>An Npgsql connection string or a postgres:// URI. It is stored as a secret, like a key.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByConnection, HelpMessage = "An Npgsql connection string or a postgres:// URI. It is stored as a secret, like a key.")]
    [SecretTransformation]
    [ValidateNotNull]
    public SecureString? ConnectionString { get; set; }

    /// <summary>Uses the embedded store in the home folder of the module again.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByDefault, HelpMessage = "Uses the embedded store in the home folder of the module again.")]
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
            WriteWarning("NANOBANANA_STORE is set to another store and takes precedence.");
        }

        WriteObject(now);
    }
}
