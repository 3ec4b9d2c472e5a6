namespace NanoBanana.Emulation;

/// <summary>How an emulator is started. All values are fixed for its life; the control service changes what may change.</summary>
public sealed class EmulatorOptions
{
    /// <summary>The longest time that the timers of the framework can wait.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(int.MaxValue);

    /// <summary>The loopback port, 0 to 65535; 0, the default, looks for a free one.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is no port.</exception>
    public int Port { get; init => field = Within(value, 0, 65535, nameof(Port)); }

    /// <summary>The name to listen on, <c>127.0.0.1</c> or <c>localhost</c>.</summary>
    public string HostName { get; init; } = "127.0.0.1";

    /// <summary>The time from a task's acceptance to its end, 0 to 24 days, 2 seconds by default; with a spread, the median.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative, or longer than a timer can wait.</exception>
    public TimeSpan TaskDuration { get; init => field = Within(value, TimeSpan.Zero, Longest, nameof(TaskDuration)); } = TimeSpan.FromSeconds(2);

    /// <summary>The standard deviation of the logarithm of durations, from 0 (all alike) to 3.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It lies outside, or is no number.</exception>
    public double DurationSpread { get; init => field = double.IsNaN(value) ? throw Outside(value, 0, 3, nameof(DurationSpread)) : Within(value, 0, 3, nameof(DurationSpread)); }

    /// <summary>Makes the drawn durations the same each time; null draws others each time.</summary>
    public int? Seed { get; init; }

    /// <summary>Most tasks of a gateway that run at once, others wait in its queue; from 1; null for any number.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is less than 1.</exception>
    public int? MaxRunningTasks { get; init => field = value is { } most ? Within(most, 1, int.MaxValue, nameof(MaxRunningTasks)) : null; }

    /// <summary>Most tasks of a gateway that have not ended, further submits are refused; from 1; null for any number.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is less than 1.</exception>
    public int? MaxActiveTasks { get; init => field = value is { } most ? Within(most, 1, int.MaxValue, nameof(MaxActiveTasks)) : null; }

    /// <summary>Most submits of a gateway in a time, as in <c>20/10s</c>; null for any number.</summary>
    public string? RateLimit { get; init; }

    /// <summary>AIGPTImage's tier, whose limits it then keeps: <c>free</c> to <c>enterprise</c>; null for none.</summary>
    public string? Tier { get; init; }

    /// <summary>The key that all five gateways ask for, in visible ASCII as a header carries it; null makes a random throw-away key.</summary>
    /// <exception cref="ArgumentException">It is empty, or has other characters.</exception>
    public string? Key { get; init => field = value is null || IsKey(value) ? value : throw new ArgumentException("The key is empty, or has characters that are not valid in a header.", nameof(value)); }

    /// <summary>Faults to start with, each <c>name[:provider][@operation][*times]</c>.</summary>
    public IReadOnlyList<string> Faults { get; init => field = Given(value, nameof(Faults)); } = [];

    /// <summary>What Apikley's callbacks are signed with; null leaves them unsigned.</summary>
    public string? CallbackSecret { get; init; }

    /// <summary>Hosts besides this machine that callbacks may be posted to, such as a tunnel's. No other host is called.</summary>
    public IReadOnlyList<string> CallbackHosts { get; init => field = Given(value, nameof(CallbackHosts)); } = [];

    /// <summary>Whose word replies follow, the pages' or the live services'.</summary>
    public ReplyShape Shape { get; init; }

    /// <summary>The clock of tasks, ledger and pauses.</summary>
    public TimeProvider TimeProvider { get; init => field = Given(value, nameof(TimeProvider)); } = TimeProvider.System;

    private static T Within<T>(T value, T least, T most, string name)
        where T : struct, IComparable<T> =>
        value.CompareTo(least) >= 0 && value.CompareTo(most) <= 0 ? value : throw Outside(value, least, most, name);

    private static ArgumentOutOfRangeException Outside<T>(T value, T least, T most, string name)
        where T : struct => new(name, value, FormattableString.Invariant($"{name} is {value}; it must be from {least} to {most}."));

    private static T Given<T>(T value, string name)
        where T : class => value ?? throw new ArgumentNullException(name);

    private static bool IsKey(string key) => key.Length > 0 && key.All(each => each is > ' ' and <= '~');
}
