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
    /// <summary>The https address of the tunnel or proxy before it; http on this machine for the emulator.</summary>
    [Parameter(Mandatory = true, Position = 0, HelpMessage = "The https address of the tunnel or proxy before it; http on this machine for the emulator.")]
    public Uri PublicUri { get; set; } = null!;

    /// <summary>Where it listens; http://127.0.0.1:8787/ without it.</summary>
    [Parameter(Position = 1, HelpMessage = "Where it listens; http://127.0.0.1:8787/ without it.")]
    [ValidateNotNullOrEmpty]
    [TextTransformation]
    public string? Prefix { get; set; }

    /// <summary>What signatures are made with (Apikley), as set in the gateway's console; several while one is being replaced.</summary>
    [Parameter(HelpMessage = "What signatures are made with (Apikley), as set in the gateway's console; several while one is being replaced.")]
    public SecureString[]? Secret { get; set; }

    /// <summary>How far the time in a signature may lie from now, before or after.</summary>
    [Parameter(HelpMessage = "How far the time in a signature may lie from now, before or after.")]
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
            WriteWarning($"The callback listener at {listener.Prefix} can be reached from other machines, without TLS. Put a proxy that has TLS before it.");
        }

        WriteObject(listener);
    }
}
