using System.Collections.Concurrent;

namespace NanoBanana.Client.Profiles;

/// <summary>
/// The emulators that this process knows, by their address. An emulator that is started again knows nothing of the tasks of its
/// predecessor, so the store keeps the work of each instance apart.
/// </summary>
public static class ProcessEmulators
{
    private static readonly ConcurrentDictionary<string, (string Instance, bool IsOurs)> Known = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Adds an emulator that was started in this process: its work is removed from the store when the process has ended.</summary>
    /// <param name="address">Its address.</param>
    /// <param name="instanceId">Distinguishes it from others that had or will have the address.</param>
    public static void Add(Uri address, string instanceId) => Known[address.Authority] = (instanceId, IsOurs: true);

    /// <summary>Removes an emulator that was stopped.</summary>
    /// <param name="address">Its address.</param>
    public static void Remove(Uri address) => Known.TryRemove(address.Authority, out _);

    /// <summary>The name under which the store keeps the work of the emulator at an address.</summary>
    /// <param name="address">An address of this machine.</param>
    /// <returns>Host and port, and the id of the instance if it is known.</returns>
    public static string ScopeOf(Uri address) => Known.TryGetValue(address.Authority, out var emulator) ? address.Authority + "/" + emulator.Instance : address.Authority;

    /// <summary>Adds an emulator of another process.</summary>
    internal static void Learn(Uri address, string instanceId) => Known.AddOrUpdate(address.Authority, (instanceId, IsOurs: false), (_, known) => known.IsOurs ? known : (instanceId, IsOurs: false));

    /// <summary>True if the emulator at an address runs in this process.</summary>
    internal static bool IsOurs(Uri? address) => address is not null && Known.TryGetValue(address.Authority, out var emulator) && emulator.IsOurs;
}
