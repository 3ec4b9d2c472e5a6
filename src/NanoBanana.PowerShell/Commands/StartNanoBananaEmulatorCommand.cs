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
    /// <summary>The port on this machine. By default, a free port.</summary>
    [Parameter(HelpMessage = "The port on this machine. By default, a free port.")]
    [ValidateRange(0, 65535)]
    public int Port { get; set; }

    /// <summary>How long a task takes. With -DurationSpread, the median.</summary>
    [Parameter(HelpMessage = "How long a task takes. With -DurationSpread, the median.")]
    [DurationTransformation]
    public TimeSpan TaskDuration { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>The standard deviation of the logarithm of the durations. By default, all durations are equal.</summary>
    [Parameter(HelpMessage = "The standard deviation of the logarithm of the durations. By default, all durations are equal.")]
    [ValidateRange(0d, 3d)]
    public double DurationSpread { get; set; }

    /// <summary>The seed of the durations, to get the same ones each time.</summary>
    [Parameter(HelpMessage = "The seed of the durations, to get the same ones each time.")]
    public int? Seed { get; set; }

    /// <summary>The maximum number of tasks per gateway that run at the same time. Others wait in its queue.</summary>
    [Parameter(HelpMessage = "The maximum number of tasks per gateway that run at the same time. Others wait in its queue.")]
    [ValidateRange(1, int.MaxValue)]
    public int? MaxRunningTask { get; set; }

    /// <summary>The maximum number of tasks per gateway that have not ended. More submits are refused.</summary>
    [Parameter(HelpMessage = "The maximum number of tasks per gateway that have not ended. More submits are refused.")]
    [ValidateRange(1, int.MaxValue)]
    public int? MaxActiveTask { get; set; }

    /// <summary>The rate limit of submits per gateway, such as '20/10s'. The profiles of the emulator then keep to it.</summary>
    [Parameter(HelpMessage = "The rate limit of submits per gateway, such as '20/10s'. The profiles of the emulator then keep to it.")]
    [ArgumentCompleter(typeof(RateLimitCompletion))]
    [TextTransformation]
    public string? RateLimit { get; set; }

    /// <summary>The tier of AIGPTImage, whose limits are then enforced.</summary>
    [Parameter(HelpMessage = "The tier of AIGPTImage, whose limits are then enforced.")]
    [ArgumentCompleter(typeof(TierCompletion))]
    [TextTransformation]
    public string? Tier { get; set; }

    /// <summary>The throw-away key that all five gateways accept. By default, a random key.</summary>
    [Parameter(HelpMessage = "The throw-away key that all five gateways accept. By default, a random key.")]
    [ValidatePattern("^[!-~]+$")]
    [TextTransformation]
    public string? Key { get; set; }

    /// <summary>Faults to produce, such as 'rate-limit' or 'status-500:Crun*2'.</summary>
    [Parameter(HelpMessage = "Faults to produce, such as 'rate-limit' or 'status-500:Crun*2'.")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(FaultCompletion))]
    [TextTransformation]
    public string[]? Fault { get; set; }

    /// <summary>The shape of the replies: as documented by the gateways, or as recorded from the live services.</summary>
    [Parameter(HelpMessage = "The shape of the replies: as documented by the gateways, or as recorded from the live services.")]
    [ValidateSet(nameof(ReplyShape.Documented), nameof(ReplyShape.Live))]
    [TextTransformation]
    public string Shape { get; set; } = nameof(ReplyShape.Documented);

    /// <summary>The secret that callbacks of Apikley are signed with. By default they are not signed.</summary>
    [Parameter(HelpMessage = "The secret that callbacks of Apikley are signed with. By default they are not signed.")]
    [SecretTransformation]
    public SecureString? CallbackSecret { get; set; }

    /// <summary>Hosts other than this machine that callbacks may be sent to.</summary>
    [Parameter(HelpMessage = "Hosts other than this machine that callbacks may be sent to.")]
    [ValidateNotNullOrEmpty]
    [TextTransformation]
    public string[]? CallbackHost { get; set; }

    /// <summary>Runs the emulator in the foreground until Ctrl+C.</summary>
    [Parameter(HelpMessage = "Runs the emulator in the foreground until Ctrl+C.")]
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

    // trying something out must not cost anything
    private void WarnOfOtherProfile()
    {
        try
        {
            if (ProfileStore.Process.Resolve(name: null) is { BaseUri.IsLoopback: false } other)
            {
                WriteWarning($"Without -Profile, commands still use the profile '{other.Name}', which costs money at {other.Provider}. To use the emulator, add -Profile emulator-{other.Provider.ToLowerInvariant()}.");
            }
        }
        catch (NanoBananaException)
        {
            // no profile is used without being named
        }
    }
}
