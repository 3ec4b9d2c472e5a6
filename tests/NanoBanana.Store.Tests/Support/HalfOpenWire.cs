using System.Net;
using System.Net.Sockets;

namespace NanoBanana.Store.Tests.Support;

/// <summary>A wire to a server that can go dead without a word: what is sent on it is taken, and nothing comes back.</summary>
internal sealed class HalfOpenWire : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, port: 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly int _target;
    private int _swallow;

    public HalfOpenWire(int target)
    {
        _target = target;
        _listener.Start();
        _ = Task.Run(ListenAsync);
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>The connection that sends next is dead from then on; later ones are not.</summary>
    public void SwallowNext() => Volatile.Write(ref _swallow, 1);

    /// <summary>One went dead.</summary>
    public bool HasSwallowed { get; private set; }

    public void Dispose()
    {
        _stop.Cancel();
        _listener.Stop();
        _stop.Dispose();
    }

    private async Task ListenAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                _ = Task.Run(() => CarryAsync(client));
            }
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // the test is over
        }
    }

    private async Task CarryAsync(TcpClient client)
    {
        using var near = client;
        using var far = new TcpClient();
        try
        {
            await far.ConnectAsync(IPAddress.Loopback, _target, _stop.Token);
            await Task.WhenAny(CopyAsync(near.GetStream(), far.GetStream(), isRequest: true), CopyAsync(far.GetStream(), near.GetStream(), isRequest: false));
        }
        catch (Exception error) when (error is IOException or OperationCanceledException or SocketException)
        {
            // one side is gone
        }
    }

    private async Task CopyAsync(NetworkStream from, NetworkStream to, bool isRequest)
    {
        var buffer = new byte[16 * 1024];
        while (await from.ReadAsync(buffer, _stop.Token) is > 0 and var count)
        {
            if (isRequest && Interlocked.Exchange(ref _swallow, 0) == 1)
            {
                HasSwallowed = true;
                await Task.Delay(Timeout.Infinite, _stop.Token);
            }

            await to.WriteAsync(buffer.AsMemory(0, count), _stop.Token);
        }
    }
}
