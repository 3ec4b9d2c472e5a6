using System.Management.Automation;
using System.Net;
using System.Security;
using NanoBanana.Client.Gateways;
using NanoBanana.Client.Profiles;
using NanoBanana.Emulation;
using NanoBanana.PowerShell.Binding;
using NanoBanana.PowerShell.Hosting;

namespace NanoBanana.PowerShell.Commands;

/// <summary>Starts the emulator of all five gateways in this process, with a ready profile for each.</summary>
[Cmdlet(VerbsLifecycle.Start, "NanoBananaEmulator", HelpUri = OnlineHelp.Pages + "Start-NanoBananaEmulator.md")]
[OutputType(typeof(Emulator))]
public sealed class StartNanoBananaEmulatorCommand : NanoBananaCmdlet
{
    /// <summary>The port on this machine; a free one without it.</summary>
    [Parameter(HelpMessage = "The port on this machine; a free one without it.")]
    [ValidateRange(0, 65535)]
    public int Port { get; set; }

    /// <summary>How long each task takes; with -DurationSpread, the median.</summary>
    [Parameter(HelpMessage = "How long each task takes; with -DurationSpread, the median.")]
    [DurationTransformation]
    public TimeSpan TaskDuration { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>The standard deviation of the logarithm of durations; all alike without it.</summary>
    [Parameter(HelpMessage = "The standard deviation of the logarithm of durations; all alike without it.")]
    [ValidateRange(0d, 3d)]
    public double DurationSpread { get; set; }

    /// <summary>Draws the same durations each time.</summary>
    [Parameter(HelpMessage = "Draws the same durations each time.")]
    public int? Seed { get; set; }

    /// <summary>Most tasks of a gateway that run at once; others wait in its queue.</summary>
    [Parameter(HelpMessage = "Most tasks of a gateway that run at once; others wait in its queue.")]
    [ValidateRange(1, int.MaxValue)]
    public int? MaxRunningTask { get; set; }

    /// <summary>Most tasks of a gateway that have not ended; further submits are refused.</summary>
    [Parameter(HelpMessage = "Most tasks of a gateway that have not ended; further submits are refused.")]
    [ValidateRange(1, int.MaxValue)]
    public int? MaxActiveTask { get; set; }

    /// <summary>Most submits of a gateway in a time, as in '20/10s'; its profiles then keep to it.</summary>
    [Parameter(HelpMessage = "Most submits of a gateway in a time, as in '20/10s'; its profiles then keep to it.")]
    [ArgumentCompleter(typeof(RateLimitCompletion))]
    [TextTransformation]
    public string? RateLimit { get; set; }

    /// <summary>AIGPTImage's tier, whose limits it then enforces; its profile keeps to them.</summary>
    [Parameter(HelpMessage = "AIGPTImage's tier, whose limits it then enforces; its profile keeps to them.")]
    [ArgumentCompleter(typeof(TierCompletion))]
    [TextTransformation]
    public string? Tier { get; set; }

    /// <summary>The throw-away key that all five take; a random one without it.</summary>
    [Parameter(HelpMessage = "The throw-away key that all five take; a random one without it.")]
    [ValidatePattern("^[!-~]+$")]
    [TextTransformation]
    public string? Key { get; set; }

    /// <summary>Faults that it makes on purpose, such as 'rate-limit' or 'status-500:Crun*2'.</summary>
    [Parameter(HelpMessage = "Faults that it makes on purpose, such as 'rate-limit' or 'status-500:Crun*2'.")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(FaultCompletion))]
    [TextTransformation]
    public string[]? Fault { get; set; }

    /// <summary>Whose word its replies follow: the gateways' pages, or the live services as they were recorded.</summary>
    [Parameter(HelpMessage = "Whose word its replies follow: the gateways' pages, or the live services as they were recorded.")]
    [ValidateSet(nameof(ReplyShape.Documented), nameof(ReplyShape.Live))]
    [TextTransformation]
    public string Shape { get; set; } = nameof(ReplyShape.Documented);

    /// <summary>What Apikley's callbacks are signed with; they are not signed without it.</summary>
    [Parameter(HelpMessage = "What Apikley's callbacks are signed with; they are not signed without it.")]
    public SecureString? CallbackSecret { get; set; }

    /// <summary>Hosts besides this machine that callbacks may be posted to.</summary>
    [Parameter(HelpMessage = "Hosts besides this machine that callbacks may be posted to.")]
    [ValidateNotNullOrEmpty]
    [TextTransformation]
    public string[]? CallbackHost { get; set; }

    /// <summary>Keeps it in the foreground until Ctrl+C.</summary>
    [Parameter(HelpMessage = "Keeps it in the foreground until Ctrl+C.")]
    public SwitchParameter Wait { get; set; }

    /// <inheritdoc/>
    protected override void End()
    {
        var emulator = EmulatorHost.Start(new EmulatorOptions
        {
            Port = Port,
            TaskDuration = TaskDuration,
            DurationSpread = DurationSpread,
            Seed = Seed,
            MaxRunningTasks = MaxRunningTask,
            MaxActiveTasks = MaxActiveTask,
            RateLimit = RateLimit,
            Tier = Tier,
            Key = Key,
            Faults = Fault ?? [],
            Shape = (ReplyShape)Enum.Parse(typeof(ReplyShape), Shape, ignoreCase: true),
            CallbackSecret = CallbackSecret is null ? null : new NetworkCredential(string.Empty, CallbackSecret).Password,
            CallbackHosts = CallbackHost ?? [],
        });
        try
        {
            WriteObject(emulator);
            WarnOfOtherProfile();
            if (Wait)
            {
                var stopped = new TaskCompletionSource<bool>();
                using var registration = Stop.Register(() => stopped.TrySetCanceled(Stop));
                Await(stopped.Task);
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

    // who tries something out must not pay for it
    private void WarnOfOtherProfile()
    {
        try
        {
            if (ProfileStore.Process.Resolve(name: null) is { BaseUri.IsLoopback: false } other)
            {
                WriteWarning($"Without -Profile, commands still use the profile '{other.Name}', which costs money at {other.Provider}. Name one of the emulator: -Profile emulator-{other.Provider.ToLowerInvariant()}.");
            }
        }
        catch (NanoBananaException)
        {
            // no profile is used without being named
        }
    }
}
