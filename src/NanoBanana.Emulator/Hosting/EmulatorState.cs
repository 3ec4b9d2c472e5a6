using NanoBanana.Emulation.Callbacks;
using NanoBanana.Emulation.Compatibility;
using NanoBanana.Emulation.Faults;
using NanoBanana.Emulation.Files;
using NanoBanana.Emulation.Gateways.AigptImage;
using NanoBanana.Emulation.Inputs;
using NanoBanana.Emulation.Ledger;
using NanoBanana.Emulation.Limits;
using NanoBanana.Emulation.Tasks;

namespace NanoBanana.Emulation.Hosting;

/// <summary>All that an emulator remembers.</summary>
internal sealed class EmulatorState
{
    private readonly EmulatorOptions _start;
    private readonly IReadOnlyList<string> _callbackHosts;

    public EmulatorState(EmulatorOptions options)
    {
        Clock = options.TimeProvider;
        TaskDuration = options.TaskDuration;
        Durations = new TaskDurations(options);
        Limits = new LimitPlan(Clock, Tasks);
        Limits.Replace(options.RateLimit, options.Tier, options.MaxActiveTasks);
        Key = options.Key ?? "emulator-" + Guid.NewGuid().ToString("N");
        CallbackSecret = options.CallbackSecret;
        _callbackHosts = options.CallbackHosts;
        Faults = new FaultPlan(options.Faults);
        _start = options;
    }

    /// <summary>Identifies this emulator.</summary>
    public string InstanceId { get; } = Guid.NewGuid().ToString("N");

    public TimeProvider Clock { get; }

    /// <summary>Replies have the shape of the live services.</summary>
    public bool IsLive => _start.Shape is ReplyShape.Live;

    public TimeSpan TaskDuration { get; }

    public TaskDurations Durations { get; }

    public LimitPlan Limits { get; }

    public string Key { get; }

    public string? CallbackSecret { get; }

    public FaultPlan Faults { get; }

    public TaskStore Tasks { get; } = new();

    public ChargeLedger Ledger { get; } = new();

    public FileStore Files { get; } = new();

    public RequestCounts Requests { get; } = new();

    public IdempotencyKeys IdempotencyKeys { get; } = new();

    public DeliveryLog Deliveries { get; } = new();

    /// <summary>The number of requests that have arrived, if only in part, and were not answered.</summary>
    public Func<int> RequestsInProgress { get; set; } = static () => 0;

    /// <summary>True for an address of this machine, and for the hosts that were allowed.</summary>
    public bool MayCall(Uri address) => Loopback.IsHttp(address) || (Loopback.IsWeb(address) && address.Host.IsAnyOf(_callbackHosts));

    /// <summary>Everything as it was at the start, with the first limits, and the first faults armed again.</summary>
    public void Reset()
    {
        Tasks.Clear();
        Ledger.Clear();
        Files.Clear();
        Requests.Clear();
        IdempotencyKeys.Clear();
        Deliveries.Clear();
        Durations.Reset();
        Limits.Replace(_start.RateLimit, _start.Tier, _start.MaxActiveTasks);
        Faults.Replace(_start.Faults);
    }
}
