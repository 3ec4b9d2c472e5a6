using System.Net.Sockets;
using System.Text;

namespace NanoBanana.Emulation.Tests.Support;

/// <summary>Speaks HTTP by hand over one connection.</summary>
internal sealed class RawCaller : IDisposable
{
    private readonly TcpClient _client = new();
    private readonly CancellationTokenSource _limit = new(TimeSpan.FromSeconds(20));
    private NetworkStream? _stream;

    public static async Task<RawCaller> ConnectAsync(Sandbox sandbox, string host = "127.0.0.1")
    {
        var caller = new RawCaller();
        await caller._client.ConnectAsync(host, sandbox.Emulator.Port, caller._limit.Token);
        caller._stream = caller._client.GetStream();
        return caller;
    }

    public Task SayAsync(string text) => _stream!.WriteAsync(Encoding.Latin1.GetBytes(text), _limit.Token).AsTask();

    /// <summary>The next head as one text, and as much of a body as its Content-Length says.</summary>
    public async Task<(string Head, string Body)> HearAsync(bool withBody = true)
    {
        var head = new StringBuilder();
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            head.Append(await TakeAsync(1));
        }

        var length = head.ToString().Split("\r\n").Where(line => line.StartsWith("Content-Length: ", StringComparison.Ordinal))
            .Select(line => int.Parse(line.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture)).SingleOrDefault();
        return (head.ToString(), withBody ? await TakeAsync(length) : "");
    }

    public async Task<bool> HasEndedAsync() => await _stream!.ReadAsync(new byte[1], _limit.Token) == 0;

    public void Dispose()
    {
        _client.Dispose();
        _limit.Dispose();
    }

    private async Task<string> TakeAsync(int count)
    {
        var bytes = new byte[count];
        await _stream!.ReadExactlyAsync(bytes, _limit.Token);
        return Encoding.Latin1.GetString(bytes);
    }
}
