using NanoBanana.Emulation.Hosting;
using NanoBanana.Emulation.Http;

namespace NanoBanana.Emulation;

/// <summary>The five gateways on one loopback port, offline. Starts at once, runs until disposed.</summary>
public sealed class GatewayEmulator : IDisposable
{
    private readonly World _world;
    private readonly House _house;
    private readonly HttpDoor _door;

    private GatewayEmulator(World world, House house, HttpDoor door)
    {
        _world = world;
        _house = house;
        _door = door;
        ProviderUris = Providers.Gateways.ToDictionary(
            provider => provider, provider => new Uri(Uri, Providers.Prefix(provider)), StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The address, for example <c>http://127.0.0.1:8080/</c>.</summary>
    public Uri Uri => _door.Uri;

    /// <summary>The port it listens on.</summary>
    public int Port => Uri.Port;

    /// <summary>The key that all five gateways ask for.</summary>
    public string Key => _world.Key;

    /// <summary>The number of tasks accepted so far, of all providers.</summary>
    public int TaskCount => _world.Tasks.Count;

    /// <summary>The number of charges that stand; refunded ones are not counted.</summary>
    public int ChargeCount => _world.Ledger.Count;

    /// <summary>The ledger, oldest first, refunded charges included.</summary>
    public IReadOnlyList<ChargeRecord> Charges => _world.Ledger.Records;

    /// <summary>The faults that still strike, as they were written.</summary>
    public IReadOnlyList<string> Faults => _world.Faults.Active;

    /// <summary>
    /// The base URI of each gateway without a trailing slash; keys <c>Pixazo</c>, <c>NanoBananaApi</c>, <c>Crun</c>,
    /// <c>Apikley</c>, <c>AigptImage</c>.
    /// </summary>
    public IReadOnlyDictionary<string, Uri> ProviderUris { get; }

    /// <summary>Where input images can be put and fetched without a key.</summary>
    public Uri ImageHost => new(Uri, Files.ImageHost.Room);

    /// <summary>Starts an emulator.</summary>
    /// <exception cref="InvalidOperationException">The port is taken.</exception>
    /// <exception cref="ArgumentException">A fault, the host name or the port is not understood.</exception>
    public static GatewayEmulator Start(EmulatorOptions options)
    {
        var world = new World(options);
        var house = new House(world);
        try
        {
            return new GatewayEmulator(world, house, HttpDoor.Open(options.HostName, options.Port, house, world.Clock));
        }
        catch
        {
            house.Dispose();
            throw;
        }
    }

    /// <summary>Stops listening and frees the port; requests in flight are cut.</summary>
    public void Dispose()
    {
        _door.Dispose();
        _house.Dispose();
    }
}
