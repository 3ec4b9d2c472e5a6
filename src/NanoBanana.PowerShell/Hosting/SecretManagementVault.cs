using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Security;
using NanoBanana.Client.Profiles;
using NanoBanana.PowerShell.Binding;

namespace NanoBanana.PowerShell.Hosting;

/// <summary>
/// The vaults that are registered with Microsoft.PowerShell.SecretManagement, found at run time. Its commands run in a runspace
/// without a host, where nothing can ask the user, and for a few seconds at most.
/// </summary>
internal sealed class SecretManagementVault : ISecretVault
{
    private const string Module = "Microsoft.PowerShell.SecretManagement";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public async Task<Secret?> GetAsync(string vault, string name, CancellationToken cancellationToken)
    {
        var found = await RunAsync(vault, "Get-Secret", name, secret: null, cancellationToken).ConfigureAwait(false);
        return found?.BaseObject switch
        {
            null => null,
            SecureString text => SecureText.ToSecret(text),
            string text => new Secret(text),
            PSCredential credential => SecureText.ToSecret(credential.Password),
            var other => throw Unavailable(vault, $"the secret '{name}' is a {other.GetType().Name}, not a text."),
        };
    }

    public Task SetAsync(string vault, string name, Secret secret, CancellationToken cancellationToken) =>
        RunAsync(vault, "Set-Secret", name, secret.ToSecureString(), cancellationToken);

    public Task RemoveAsync(string vault, string name, CancellationToken cancellationToken) =>
        RunAsync(vault, "Remove-Secret", name, secret: null, cancellationToken);

    private static NanoBananaException Unavailable(string vault, string reason) =>
        new(ErrorIds.VaultUnavailable, vault, reason) { Target = vault };

    private static Task<PSDataCollection<PSObject>> InvokeAsync(System.Management.Automation.PowerShell shell) =>
        Task.Factory.FromAsync(shell.BeginInvoke(), shell.EndInvoke);

    private async Task<PSObject?> RunAsync(string vault, string command, string name, SecureString? secret, CancellationToken cancellationToken)
    {
        var runspace = RunspaceFactory.CreateRunspace(InitialSessionState.CreateDefault2());
        var shell = System.Management.Automation.PowerShell.Create();
        var work = CallAsync(runspace, shell, vault, command, name, secret);

        // whatever hangs there is left to itself: closing a runspace waits for what runs in it
        _ = work.ContinueWith(
            finished =>
            {
                _ = finished.Exception;
                shell.Dispose();
                runspace.Dispose();
            },
            CancellationToken.None,
            TaskContinuationOptions.None,
            TaskScheduler.Default);
        if (await Task.WhenAny(work, Clock.DelayAsync(Patience, cancellationToken)).ConfigureAwait(false) == work)
        {
            return await work.ConfigureAwait(false);
        }

        _ = shell.BeginStop(static _ => { }, state: null);
        cancellationToken.ThrowIfCancellationRequested();
        throw new NanoBananaException(ErrorIds.VaultTimeout, vault, Patience.TotalSeconds) { Target = vault };
    }

    private static async Task<PSObject?> CallAsync(Runspace runspace, System.Management.Automation.PowerShell shell, string vault, string command, string name, SecureString? secret)
    {
        await Task.Run(runspace.Open).ConfigureAwait(false);
        shell.Runspace = runspace;
        try
        {
            shell.AddCommand("Import-Module").AddParameter("Name", Module).AddParameter("ErrorAction", ActionPreference.Stop);
            await InvokeAsync(shell).ConfigureAwait(false);
            shell.Commands.Clear();
            shell.AddCommand(Module + "\\" + command).AddParameter("Name", name).AddParameter("Vault", vault).AddParameter("ErrorAction", ActionPreference.Stop);
            if (secret is not null)
            {
                shell.AddParameter("SecureStringSecret", secret);
            }

            return (await InvokeAsync(shell).ConfigureAwait(false)).FirstOrDefault();
        }
        catch (RuntimeException error)
        {
            return VaultErrors.IsNotFound(error) ? null : throw VaultErrors.From(error, vault);
        }
    }
}
