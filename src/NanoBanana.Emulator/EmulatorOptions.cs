namespace NanoBanana.Emulation;

/// <summary>How an emulator is started. All values are fixed for its life; the control door changes what may change.</summary>
public sealed class EmulatorOptions
{
    /// <summary>The loopback port; 0 looks for a free one.</summary>
    public int Port { get; init; }

    /// <summary>The name to listen on, <c>127.0.0.1</c> or <c>localhost</c>.</summary>
    public string HostName { get; init; } = "127.0.0.1";

    /// <summary>The time from a task's acceptance to its end.</summary>
    public TimeSpan TaskDuration { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>The key that all five gateways ask for; null makes a random throw-away key.</summary>
    public string? Key { get; init; }

    /// <summary>Faults to start with, each <c>name[:provider][@operation][*times]</c>.</summary>
    public IReadOnlyList<string> Faults { get; init; } = [];

    /// <summary>What Apikley's callbacks are signed with; null leaves them unsigned.</summary>
    public string? CallbackSecret { get; init; }

    /// <summary>Hosts besides this machine that callbacks may be posted to, such as a tunnel's; nobody else is ever called.</summary>
    public IReadOnlyList<string> CallbackHosts { get; init; } = [];

    /// <summary>The clock of tasks, ledger and pauses.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
