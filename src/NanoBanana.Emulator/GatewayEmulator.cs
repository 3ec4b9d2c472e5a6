using System.Globalization;
using System.Net;
using System.Net.Sockets;
using NanoBanana.Emulation.Faults;
using NanoBanana.Emulation.Hosting;
using NanoBanana.Http1;

namespace NanoBanana.Emulation;

/// <summary>The five gateways on one loopback port, offline. Starts at once, runs until disposed.</summary>
public sealed class GatewayEmulator : IDisposable
{
    // Above the largest documented upload (100 MB by URL, 10 MB otherwise) with room for a multipart frame.
    private const long MaxBodyBytes = 110L * 1024 * 1024;

    private readonly EmulatorState _state;
    private readonly EmulatorServices _services;
    private readonly HttpServer _server;

    private GatewayEmulator(EmulatorState state, EmulatorServices services, HttpServer server, Uri uri)
    {
        _state = state;
        _services = services;
        _server = server;
        Uri = uri;
        ProviderUris = Providers.Gateways.ToDictionary(
            provider => provider, provider => new Uri(Uri, Providers.Prefix(provider)), StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Every fault that there is: name and meaning. Some take a number, such as <c>slow-3</c>.</summary>
    public static IReadOnlyDictionary<string, string> KnownFaults { get; } =
        FaultCatalog.All.ToDictionary(kind => kind.Name, kind => kind.Meaning, StringComparer.Ordinal);

    /// <summary>What a fault can aim at with <c>@</c>.</summary>
    public static IReadOnlyList<string> KnownOperations => Operations.Faultable;

    /// <summary>Identifies this emulator, also among later ones on the same port; 32 hexadecimal digits.</summary>
    public string InstanceId => _state.InstanceId;

    /// <summary>The address, for example <c>http://127.0.0.1:8080/</c>.</summary>
    public Uri Uri { get; }

    /// <summary>The port it listens on.</summary>
    public int Port => Uri.Port;

    /// <summary>The key that all five gateways ask for.</summary>
    public string Key => _state.Key;

    /// <summary>The number of tasks accepted so far, of all providers.</summary>
    public int TaskCount => _state.Tasks.Count;

    /// <summary>The number of charges that stand; refunded ones are not counted.</summary>
    public int ChargeCount => _state.Ledger.Count;

    /// <summary>The ledger, oldest first, refunded charges included.</summary>
    public IReadOnlyList<ChargeRecord> Charges => _state.Ledger.Records;

    /// <summary>The faults that still strike, as they were written.</summary>
    public IReadOnlyList<string> Faults => _state.Faults.Active;

    /// <summary>
    /// The base URI of each gateway without a trailing slash; keys <c>Pixazo</c>, <c>NanoBananaApi</c>, <c>Crun</c>,
    /// <c>Apikley</c>, <c>AigptImage</c>.
    /// </summary>
    public IReadOnlyDictionary<string, Uri> ProviderUris { get; }

    /// <summary>Where input images can be put and fetched without a key.</summary>
    public Uri ImageHost => new(Uri, Files.ImageHost.Room);

    /// <summary>Starts an emulator.</summary>
    /// <param name="options">Its settings, which hold for its life.</param>
    /// <returns>The running emulator; dispose it to end it.</returns>
    /// <exception cref="InvalidOperationException">The port is taken.</exception>
    /// <exception cref="ArgumentException">A fault, a limit or the host name is not understood.</exception>
    public static GatewayEmulator Start(EmulatorOptions options)
    {
        var state = new EmulatorState(options);
        var services = new EmulatorServices(state);
        try
        {
            var handler = new EmulatorHandler(services);
            var server = Listen(options, handler);
            state.RequestsInProgress = () => server.Busy;
            handler.Listening = new Uri(string.Format(CultureInfo.InvariantCulture, "http://{0}:{1}/", options.HostName, server.Port));
            return new GatewayEmulator(state, services, server, handler.Listening);
        }
        catch
        {
            services.Dispose();
            throw;
        }
    }

    /// <summary>Stops listening and frees the port; requests in flight are cut.</summary>
    public void Dispose()
    {
        _server.Dispose();
        _services.Dispose();
    }

    private static HttpServer Listen(EmulatorOptions options, EmulatorHandler handler)
    {
        // Many clients try ::1 first when asked for localhost.
        IPAddress[] addresses = options.HostName switch
        {
            "127.0.0.1" => [IPAddress.Loopback],
            "localhost" => Socket.OSSupportsIPv6 ? [IPAddress.Loopback, IPAddress.IPv6Loopback] : [IPAddress.Loopback],
            var other => throw new ArgumentException($"The emulator listens only on 127.0.0.1 or localhost, not on '{other}'.", nameof(options)),
        };
        try
        {
            return HttpServer.Start(
                addresses, options.Port, handler, new HttpServerOptions { KeepsAlive = true, MaxBodyBytes = MaxBodyBytes, Clock = options.TimeProvider });
        }
        catch (SocketException refused)
        {
            throw new InvalidOperationException(
                refused.SocketErrorCode is SocketError.AddressAlreadyInUse
                    ? $"Port {options.Port} is in use. Use another port, or 0 for a free one."
                    : $"Port {options.Port} cannot be opened: {refused.Message}",
                refused);
        }
    }
}
