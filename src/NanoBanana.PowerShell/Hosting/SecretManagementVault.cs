using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;
using NanoBanana.Client.Profiles;
using NanoBanana.PowerShell.Binding;

namespace NanoBanana.PowerShell.Hosting;

/// <summary>
/// The vaults that Microsoft.PowerShell.SecretManagement knows, found at run time. Its cmdlets run a vault's commands in one
/// runspace of the process with the console of the first caller: they would ask a user, and a vault that hangs would hang
/// the user's next Get-Secret. So only the list of vaults is taken from there, and the commands that every vault's extension has by
/// contract run in a runspace of ours that has no console. What a SecretStore knows is in statics of its assembly, so
/// that a user's Unlock-SecretStore holds here as well.
/// </summary>
internal sealed class SecretManagementVault : ISecretVault
{
    private const string ListScript =
        "if (-not (Import-Module Microsoft.PowerShell.SecretManagement -PassThru -ErrorAction Ignore)) { return $false }; Microsoft.PowerShell.SecretManagement\\Get-SecretVault";

    // as SecretManagement itself calls an extension: a nested module of the vault's own
    private const string CallScript = """
        param($Vault, [string] $Command, [hashtable] $Parameters)
        $ErrorActionPreference = 'Stop'
        $module = Get-Module -Name $Vault.ModuleName
        if (-not $module) { $module = Import-Module -Name $Vault.ModulePath -PassThru }
        $additional = @{}
        foreach ($each in $Vault.VaultParameters.GetEnumerator()) { $additional[$each.Key] = $each.Value }
        & $module "$($Vault.ModuleName).Extension\$Command" @Parameters -VaultName $Vault.Name -AdditionalParameters $additional
        """;

    private const int MostCauses = 5;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4.5);

    private readonly QuietRunspace _runspace;

    public SecretManagementVault(TimeProvider time) => _runspace = new QuietRunspace(time);

    public async Task<Secret?> GetAsync(string vault, string name, CancellationToken cancellationToken)
    {
        var found = await CallAsync(vault, "Get-Secret", new Hashtable { ["Name"] = name }, secret: null, cancellationToken).ConfigureAwait(false);
        return found.Count == 0 ? null : Only(found[0]) switch
        {
            SecureString secure => SecureText.ToSecret(secure),
            string text => new Secret(text),
            PSCredential credential => SecureText.ToSecret(credential.Password),
            var other => throw VaultErrors.Failed(vault, $"'{name}' is a {other.GetType().Name}, not a text."),
        };
    }

    public async Task SetAsync(string vault, string name, Secret secret, CancellationToken cancellationToken)
    {
        using var secure = secret.ToSecureString();
        _ = await CallAsync(vault, "Set-Secret", new Hashtable { ["Name"] = name, ["Secret"] = secure }, secret, cancellationToken).ConfigureAwait(false);
    }

    public async Task RemoveAsync(string vault, string name, CancellationToken cancellationToken)
    {
        var filter = new Hashtable { ["Filter"] = WildcardPattern.Escape(name) };
        var known = await CallAsync(vault, "Get-SecretInfo", filter, secret: null, cancellationToken).ConfigureAwait(false);
        if (known.Count > 0)
        {
            _ = await CallAsync(vault, "Remove-Secret", new Hashtable { ["Name"] = name }, secret: null, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Takes the value out of a list of one, in which SecretStore's command returns it.</summary>
    private static object Only(PSObject item) =>
        item.BaseObject is IList { Count: 1 } list ? Only(PSObject.AsPSObject(list[0])) : item.BaseObject;

    private static bool IsNamed(PSObject registered, string vault) => string.Equals(NameOf(registered), vault, StringComparison.OrdinalIgnoreCase);

    private static string NameOf(PSObject registered) => registered.Properties["Name"]?.Value as string ?? string.Empty;

    /// <summary>What an error or one of its causes says about a lock, or about a prompt that cannot be answered.</summary>
    private static string? Lock(Exception? error, int depth = 0) => error switch
    {
        null => null,
        _ when depth > MostCauses => null,

        // of SecretManagement, which is not there at compile time
        _ when error.GetType().Name == "PasswordRequiredException" => "it is locked",
        HostException or PSNotImplementedException or ParameterBindingException { ErrorId: "MissingMandatoryParameter" } => "it asks for user input",
        _ => Lock(error.InnerException, depth + 1) ?? Lock((error as RuntimeException)?.ErrorRecord?.Exception, depth + 1),
    };

    private async Task<IReadOnlyList<PSObject>> CallAsync(string vault, string command, Hashtable parameters, Secret? secret, CancellationToken cancellationToken)
    {
        try
        {
            return await _runspace.RunAsync(
                async run =>
                {
                    var registered = await run(ListScript, []).ConfigureAwait(false);
                    if (registered is [{ BaseObject: false }])
                    {
                        throw VaultErrors.ModuleMissing(vault);
                    }

                    var found = registered.FirstOrDefault(each => IsNamed(each, vault)) ?? throw VaultErrors.NotFound(vault, [.. registered.Select(NameOf)]);
                    return await run(CallScript, [found, command, parameters]).ConfigureAwait(false);
                },
                Patience,
                cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            throw VaultErrors.Locked(vault, FormattableString.Invariant($"it did not answer within {Patience.TotalSeconds:0.#} seconds"));
        }
        catch (Exception error) when (error is RuntimeException or InvalidOperationException)
        {
            throw Lock(error) is { } reason ? VaultErrors.Locked(vault, reason) : VaultErrors.Failed(vault, error.Message, secret);
        }
    }
}
