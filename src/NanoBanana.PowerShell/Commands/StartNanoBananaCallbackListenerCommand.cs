using System.Management.Automation;
using System.Security;
using NanoBanana.Client.Callbacks;
using NanoBanana.Client.State;
using NanoBanana.PowerShell.Binding;
using NanoBanana.PowerShell.Hosting;

namespace NanoBanana.PowerShell.Commands;

/// <summary>
/// Receives callbacks in this process: New-NanoBananaTask gives its address to the gateways, and Wait-NanoBananaTask asks for a
/// task as soon as its callback comes.
/// </summary>
[Cmdlet(VerbsLifecycle.Start, "NanoBananaCallbackListener", HelpUri = OnlineHelp.Pages + "Start-NanoBananaCallbackListener.md")]
[OutputType(typeof(CallbackListener))]
public sealed class StartNanoBananaCallbackListenerCommand : NanoBananaCmdlet
{
    /// <summary>The https address of the tunnel or proxy in front of the listener. For the emulator, http on this machine.</summary>
    [Parameter(Mandatory = true, Position = 0, HelpMessage = "The https address of the tunnel or proxy in front of the listener. For the emulator, http on this machine.")]
    public Uri PublicUri { get; set; } = null!;

    /// <summary>The address to listen on. The default is http://127.0.0.1:8787/.</summary>
    [Parameter(Position = 1, HelpMessage = "The address to listen on. The default is http://127.0.0.1:8787/.")]
    [ValidateNotNullOrEmpty]
    [TextTransformation]
    public string? Prefix { get; set; }

    /// <summary>The secret that callbacks are signed with (Apikley), from the gateway's console. Give several while you replace one.</summary>
    [Parameter(HelpMessage = "The secret that callbacks are signed with (Apikley), from the gateway's console. Give several while you replace one.")]
    [SecretTransformation]
    public SecureString[]? Secret { get; set; }

    /// <summary>How much the time in a signature may differ from now.</summary>
    [Parameter(HelpMessage = "How much the time in a signature may differ from now.")]
    [DurationTransformation]
    public TimeSpan Tolerance { get; set; } = TimeSpan.FromMinutes(5);

    /// <inheritdoc/>
    protected override void End()
    {
        var listener = CallbackHost.Start(new CallbackListenerOptions
        {
            PublicUri = PublicUri,
            Prefix = Prefix,
            Reading = new CallbackOptions { Secrets = SecureText.ToSecrets(Secret), Tolerance = Tolerance },
        });
        if (!listener.IsLoopback)
        {
            WriteWarning($"The callback listener at {listener.Prefix} can be reached from other machines without TLS. Put a proxy with TLS in front of it.");
        }

        WriteObject(listener);
    }
}
