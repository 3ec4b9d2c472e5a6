using System.Management.Automation;
using System.Net;
using System.Security;
using NanoBanana.Emulation;
using NanoBanana.PowerShell.Binding;
using NanoBanana.PowerShell.Hosting;

namespace NanoBanana.PowerShell.Commands;

/// <summary>Starts the emulator of all five gateways in this process, with a ready profile for each.</summary>
[Cmdlet(VerbsLifecycle.Start, "NanoBananaEmulator")]
[OutputType(typeof(Emulator))]
public sealed class StartNanoBananaEmulatorCommand : NanoBananaCmdlet
{
    /// <summary>The port on this machine; a free one without it.</summary>
    [Parameter]
    [ValidateRange(0, 65535)]
    public int Port { get; set; }

    /// <summary>How long each task takes.</summary>
    [Parameter]
    [DurationTransformation]
    public TimeSpan TaskDuration { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>The throw-away key that all five take; a random one without it.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Key { get; set; }

    /// <summary>Faults that it makes on purpose, such as 'rate-limit' or 'status-500:Crun*2'.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[]? Fault { get; set; }

    /// <summary>What Apikley's callbacks are signed with; they are not signed without it.</summary>
    [Parameter]
    public SecureString? CallbackSecret { get; set; }

    /// <summary>Hosts besides this machine that callbacks may be posted to.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[]? CallbackHost { get; set; }

    /// <summary>Keeps it in the foreground until Ctrl+C.</summary>
    [Parameter]
    public SwitchParameter Wait { get; set; }

    /// <inheritdoc/>
    protected override void End()
    {
        var emulator = EmulatorHost.Start(new EmulatorOptions
        {
            Port = Port,
            TaskDuration = TaskDuration,
            Key = Key,
            Faults = Fault ?? [],
            CallbackSecret = CallbackSecret is null ? null : new NetworkCredential(string.Empty, CallbackSecret).Password,
            CallbackHosts = CallbackHost ?? [],
        });
        try
        {
            WriteObject(emulator);
            if (Wait)
            {
                Await(TimeProvider.System.Delay(Timeout.InfiniteTimeSpan, Stop));
            }
        }
        finally
        {
            if (Wait)
            {
                EmulatorHost.Stop();
            }
        }
    }
}
