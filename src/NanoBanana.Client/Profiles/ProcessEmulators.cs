using System.Collections.Concurrent;

namespace NanoBanana.Client.Profiles;

/// <summary>The emulators that run in this process: their work is removed from the store when the process has ended.</summary>
public static class ProcessEmulators
{
    private static readonly ConcurrentDictionary<string, byte> Running = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Adds an emulator that was started.</summary>
    /// <param name="address">Where it is.</param>
    public static void Add(Uri address) => Running[address.Authority] = 0;

    /// <summary>Removes an emulator that was stopped.</summary>
    /// <param name="address">Where it was.</param>
    public static void Remove(Uri address) => Running.TryRemove(address.Authority, out _);

    internal static bool Has(string? emulator) => emulator is not null && Running.ContainsKey(emulator);
}
