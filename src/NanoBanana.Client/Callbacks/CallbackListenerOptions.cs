using NanoBanana.Client.Model;
using NanoBanana.Client.Querying;
using NanoBanana.Client.State;

namespace NanoBanana.Client.Callbacks;

/// <summary>Where callbacks are received, and what a sender may use of this process.</summary>
public sealed record CallbackListenerOptions
{
    /// <summary>The address by which gateways reach it: https; http on this machine only, for an emulator.</summary>
    public required Uri PublicUri { get; init; }

    /// <summary>
    /// Where it listens: <c>http://host:port/</c> with an IP address, <c>localhost</c>, or <c>+</c> for all addresses; port 0 takes a
    /// free one. Null takes a loopback <see cref="PublicUri"/> as it is, else <c>http://127.0.0.1:8787/</c>.
    /// </summary>
    public string? Prefix { get; init; }

    /// <summary>How callbacks are read; its secrets apply to the gateways that sign.</summary>
    public CallbackOptions Reading { get; init; } = new();

    /// <summary>The time within which a whole request must arrive. More than 0; 10 seconds by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not more than 0, or longer than 24 days.</exception>
    public TimeSpan RequestTimeout { get; init => field = Ranges.MoreThanZero(value); } = TimeSpan.FromSeconds(10);

    /// <summary>The maximum number of simultaneous connections; one more closes the oldest. At least 1; 64 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is less than 1.</exception>
    public int MaxConnections { get; init => field = Ranges.FromOne(value); } = 64;

    /// <summary>The maximum size of the head of a request in bytes; at least 1, 16 KiB by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is less than 1.</exception>
    public int MaxHeadBytes { get; init => field = Ranges.FromOne(value); } = 16 * 1024;

    /// <summary>How many callbacks are remembered to recognise a repeated one; at least 1, 10,000 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is less than 1.</exception>
    public int MemorySize { get; init => field = Ranges.FromOne(value); } = 10_000;

    /// <summary>Gets the signals of received callbacks.</summary>
    public TaskSignals Signals { get; init; } = TaskSignals.Process;
}
