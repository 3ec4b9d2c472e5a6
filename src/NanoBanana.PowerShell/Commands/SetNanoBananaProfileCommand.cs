using System.Management.Automation;
using System.Security;
using NanoBanana.Client.Profiles;
using NanoBanana.Client.Submitting;
using NanoBanana.PowerShell.Binding;
using NanoBanana.PowerShell.Hosting;

namespace NanoBanana.PowerShell.Commands;

/// <summary>Creates a profile or changes the settings that are given.</summary>
[Cmdlet(VerbsCommon.Set, "NanoBananaProfile", SupportsShouldProcess = true, HelpUri = OnlineHelp.Pages + "Set-NanoBananaProfile.md")]
[OutputType(typeof(Profile))]
public sealed class SetNanoBananaProfileCommand : ProfileSettingsCmdlet
{
    /// <summary>The API key. It is stored in the vault given by -Vault, or in the embedded secret store.</summary>
    [Parameter(HelpMessage = "The API key. It is stored in the vault given by -Vault, or in the embedded secret store.")]
    [SecretTransformation]
    public SecureString? ApiKey { get; set; }

    /// <summary>The SecretManagement vault that stores the secrets of this profile.</summary>
    [Parameter(HelpMessage = "The SecretManagement vault that stores the secrets of this profile.")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(VaultCompletion))]
    [TextTransformation]
    public string? Vault { get; set; }

    /// <summary>The environment variable that holds the key. It is read each time, and the key is not stored.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, HelpMessage = "The environment variable that holds the key. It is read each time, and the key is not stored.")]
    [ValidateNotNullOrEmpty]
    [TextTransformation]
    public string? KeyVariable { get; set; }

    /// <summary>Encrypts the secrets given here, and decrypts secrets that were encrypted with it in this session. You can also set NANOBANANA_PASSPHRASE.</summary>
    [Parameter(HelpMessage = "Encrypts the secrets given here, and decrypts secrets that were encrypted with it in this session. You can also set NANOBANANA_PASSPHRASE.")]
    [SecretTransformation]
    public SecureString? Passphrase { get; set; }

    /// <summary>Makes this profile the default.</summary>
    [Parameter(HelpMessage = "Makes this profile the default.")]
    public SwitchParameter Default { get; set; }

    /// <summary>Keeps the profile and its key only in this process.</summary>
    [Parameter(HelpMessage = "Keeps the profile and its key only in this process.")]
    public SwitchParameter SessionOnly { get; set; }

    /// <summary>Returns the profile.</summary>
    [Parameter(HelpMessage = "Returns the profile.")]
    public SwitchParameter PassThru { get; set; }

    private static ProfileStore Store => ProfileStore.Process;

    /// <inheritdoc/>
    protected override void Process()
    {
        var inSession = SessionOnly || Store.IsSession(Name);
        CheckKeySources(inSession);
        var profile = ProfileEditor.Apply(Store.Find(Name), this);
        if (!ShouldProcess(Name, "Set profile"))
        {
            return;
        }

        Store.Passphrase = Passphrase is null ? Store.Passphrase : SecureText.ToSecret(Passphrase);
        var key = ApiKey is null ? null : SecureText.ToSecret(ApiKey);
        if (inSession)
        {
            Store.Set(profile, key, UploadSecrets(), KeyVariable);
        }
        else
        {
            var change = new ProfileChange { Key = key, KeyVariable = KeyVariable, Vault = Vault, Upload = UploadSecrets() };
            Await(Task.Run(() => Store.SaveAsync(Name, old => ProfileEditor.Apply(old, this), change, Stop)));
        }

        if (Default)
        {
            Await(Task.Run(() => Store.SetDefaultAsync(Name, Stop)));
        }

        if (PassThru)
        {
            WriteObject(Store.Find(Name));
        }
    }

    private void CheckKeySources(bool inSession)
    {
        if (inSession && Vault is not null)
        {
            throw Invalid("it exists only in this process and keeps its key there: omit -Vault or -SessionOnly");
        }

        if (ApiKey is not null && KeyVariable is not null)
        {
            throw Invalid("a profile has only one source of its key: give either -ApiKey or -KeyVariable");
        }
    }

    private NanoBananaException Invalid(string reason) => new(ErrorIds.InvalidProfile, Name, reason) { Target = Name };
}
