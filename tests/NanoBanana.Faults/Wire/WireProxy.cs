using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace NanoBanana.Faults.Wire;

/// <summary>A loopback proxy on TCP that disturbs the exchanges of one kind, each gateway's first and third, and lets all others pass.</summary>
internal sealed class WireProxy : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, port: 0);
    private readonly ConcurrentDictionary<Socket, bool> _open = new();
    private readonly ConcurrentDictionary<string, int> _seen = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _closing = new();
    private readonly Uri _target;
    private readonly WireFault _fault;
    private readonly Action _waitedLong;
    private volatile bool _leavesAlone;
    private int _strikes;

    /// <param name="target">Where the emulator listens.</param>
    /// <param name="fault">What is done.</param>
    /// <param name="waitedLong">Called if nothing moves: it lets the time of all guards pass.</param>
    public WireProxy(Uri target, WireFault fault, Action waitedLong)
    {
        (_target, _fault, _waitedLong) = (target, fault, waitedLong);
        _listener.Start();
        Uri = new Uri(FormattableString.Invariant($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/"));
        _ = AcceptAsync();
    }

    public Uri Uri { get; }

    /// <summary>How often it struck.</summary>
    public int Strikes => Volatile.Read(ref _strikes);

    /// <summary>From now on everything passes.</summary>
    public void LeaveAlone() => _leavesAlone = true;

    public void Dispose()
    {
        _closing.Cancel();
        _listener.Stop();
        foreach (var socket in _open.Keys)
        {
            socket.Dispose();
        }
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var socket = await _listener.AcceptSocketAsync(_closing.Token);
                _ = Task.Run(() => ServeAsync(socket));
            }
        }
        catch (Exception closed) when (closed is OperationCanceledException or ObjectDisposedException or SocketException)
        {
            // no more
        }
    }

    private async Task ServeAsync(Socket caller)
    {
        using var server = new Socket(SocketType.Stream, ProtocolType.Tcp);
        (_open[caller], _open[server]) = (true, true);
        try
        {
            await server.ConnectAsync(IPAddress.Loopback, _target.Port, _closing.Token);
            (caller.NoDelay, server.NoDelay) = (true, true);
            using var near = new NetworkStream(caller);
            using var far = new NetworkStream(server);
            while (await ExchangeAsync(near, far))
            {
                // the next one
            }
        }
        catch (Exception gone) when (gone is IOException or SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // one side hung up: so does the other
        }
        finally
        {
            caller.Dispose();
            _open.TryRemove(caller, out _);
            _open.TryRemove(server, out _);
        }
    }

    private async Task<bool> ExchangeAsync(NetworkStream near, NetworkStream far)
    {
        if (await HttpPart.ReadAsync(near, _closing.Token) is not { } request)
        {
            return false;
        }

        var strikes = Strikes(request);
        if (!await PassAsync(far, near, request, strikes, WirePhase.RequestLine))
        {
            return false;
        }

        return await HttpPart.ReadAsync(far, _closing.Token) is { } reply && await PassAsync(near, near, reply, strikes, WirePhase.ReplyStatus);

        bool Strikes(HttpPart part)
        {
            var (method, path) = (part.Words[0], part.Words[1]);
            if (_leavesAlone || WireFault.OperationOf(method, path) != _fault.Operation)
            {
                return false;
            }

            // the first that a gateway sees, and one more a little later
            var gateway = path.Split('/', StringSplitOptions.RemoveEmptyEntries).First(static name => name is not "results");
            var number = _seen.AddOrUpdate(gateway, 1, static (_, count) => count + 1);
            return number is 1 or 3;
        }
    }

    /// <returns>False if the connection is to end.</returns>
    private async Task<bool> PassAsync(NetworkStream to, NetworkStream caller, HttpPart part, bool strikes, WirePhase first)
    {
        foreach (var (offset, bytes) in new[] { part.FirstLine, part.Headers, part.Body }.Index())
        {
            if (!strikes || _fault.Phase != first + offset)
            {
                await to.WriteAsync(bytes, _closing.Token);
                continue;
            }

            Interlocked.Increment(ref _strikes);
            if (!await StrikeAsync(to, caller, bytes))
            {
                return false;
            }
        }

        return true;
    }

    private async Task<bool> StrikeAsync(NetworkStream to, NetworkStream caller, byte[] bytes)
    {
        switch (_fault.Action)
        {
            case WireAction.Slow:
                await InPiecesAsync(to, bytes, Math.Max(1, bytes.Length / 3), TimeSpan.FromMilliseconds(2));
                return true;
            case WireAction.Split:
                await InPiecesAsync(to, bytes, Math.Max(1, bytes.Length / 2000), pause: null);
                return true;
            case WireAction.Duplicate:
                await to.WriteAsync((byte[])[.. bytes, .. bytes], _closing.Token);
                return true;
        }

        await to.WriteAsync(bytes.AsMemory(0, bytes.Length / 2), _closing.Token);
        if (_fault.Action is WireAction.Stall)
        {
            // until the caller gives up; after a reply without a body it sends the next request first, which gets no answer either
            var ignored = new byte[8192];
            do
            {
                _waitedLong();
            }
            while (await caller.ReadAsync(ignored, _closing.Token) > 0);
        }

        if (_fault.Action is WireAction.Reset)
        {
            caller.Socket.LingerState = new LingerOption(enable: true, seconds: 0);
        }

        return false;
    }

    private async Task InPiecesAsync(NetworkStream to, byte[] bytes, int size, TimeSpan? pause)
    {
        for (var at = 0; at < bytes.Length; at += size)
        {
            await to.WriteAsync(bytes.AsMemory(at, Math.Min(size, bytes.Length - at)), _closing.Token);
            if (pause is { } wait)
            {
                await Task.Delay(wait, _closing.Token);
            }
        }
    }
}
