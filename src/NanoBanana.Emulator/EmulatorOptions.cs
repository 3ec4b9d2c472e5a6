namespace NanoBanana.Emulation;

/// <summary>How an emulator is started. All values are fixed for its life; the control service changes what may change.</summary>
public sealed class EmulatorOptions
{
    /// <summary>The loopback port; 0 looks for a free one.</summary>
    public int Port { get; init; }

    /// <summary>The name to listen on, <c>127.0.0.1</c> or <c>localhost</c>.</summary>
    public string HostName { get; init; } = "127.0.0.1";

    /// <summary>The time from a task's acceptance to its end; with a spread, the median.</summary>
    public TimeSpan TaskDuration { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>The standard deviation of the logarithm of durations, from 0 (all alike) to 3.</summary>
    public double DurationSpread { get; init; }

    /// <summary>Makes the drawn durations the same each time; null draws others each time.</summary>
    public int? Seed { get; init; }

    /// <summary>Most tasks of a gateway that run at once, others wait in its queue; null for any number.</summary>
    public int? MaxRunningTasks { get; init; }

    /// <summary>Most tasks of a gateway that have not ended, further submits are refused; null for any number.</summary>
    public int? MaxActiveTasks { get; init; }

    /// <summary>Most submits of a gateway in a time, as in <c>20/10s</c>; null for any number.</summary>
    public string? RateLimit { get; init; }

    /// <summary>AIGPTImage's tier, whose limits it then keeps: <c>free</c> to <c>enterprise</c>; null for none.</summary>
    public string? Tier { get; init; }

    /// <summary>The key that all five gateways ask for; null makes a random throw-away key.</summary>
    public string? Key { get; init; }

    /// <summary>Faults to start with, each <c>name[:provider][@operation][*times]</c>.</summary>
    public IReadOnlyList<string> Faults { get; init; } = [];

    /// <summary>What Apikley's callbacks are signed with; null leaves them unsigned.</summary>
    public string? CallbackSecret { get; init; }

    /// <summary>Hosts besides this machine that callbacks may be posted to, such as a tunnel's; nobody else is ever called.</summary>
    public IReadOnlyList<string> CallbackHosts { get; init; } = [];

    /// <summary>Whose word replies follow, the pages' or the live services'.</summary>
    public ReplyShape Shape { get; init; }

    /// <summary>The clock of tasks, ledger and pauses.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
