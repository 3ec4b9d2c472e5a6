using System.Net.Sockets;
using System.Text;
using NanoBanana.Client.State;
using NanoBanana.Client.Tests.Support;

namespace NanoBanana.Client.Tests.Callbacks;

/// <summary>What a sender may take: bytes, time, connections. No test here waits for a real clock.</summary>
public sealed class ListenerLimitTests : IDisposable
{
    private readonly ListenerBench _bench = new(options => options with { MaxConnections = 3, Reading = options.Reading with { MaxBytes = 2000 } });

    [Fact]
    public async Task A_large_body_is_refused_by_its_length() => Assert.Equal(413, await SendAsync("Content-Length: 2001\r\n\r\n"));

    [Fact]
    public async Task A_large_body_in_chunks_is_refused()
    {
        Assert.Equal(413, await SendAsync("Transfer-Encoding: chunked\r\n\r\n7d1\r\n"));
        Assert.Equal(413, await SendAsync($"Transfer-Encoding: chunked\r\n\r\n3e8\r\n{new string('x', 1000)}\r\n3e9\r\n"));
    }

    [Fact]
    public async Task A_body_in_chunks_is_read()
    {
        var body = Bodies.Crun;
        var chunks = $"{10:x}\r\n{body[..10]}\r\n{body.Length - 10:X};name=value\r\n{body[10..]}\r\n0\r\n\r\n";

        Assert.Equal(200, await SendAsync("transfer-encoding: Chunked\r\n\r\n" + chunks));
        Assert.Single(_bench.Signals);
    }

    [Theory]
    [InlineData("Content-Length: 2\r\nContent-Length: 2\r\n\r\n{}", 400)]
    [InlineData("Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400)]
    [InlineData("Transfer-Encoding: gzip\r\n\r\n", 501)]
    [InlineData("Transfer-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 501)]
    [InlineData("Content-Length: -1\r\n\r\n", 400)]
    [InlineData("Content-Length: 0x10\r\n\r\n", 400)]
    [InlineData("Content-Length: 99999999999999999999\r\n\r\n", 400)]
    [InlineData("Content-Length: 9999999999\r\n\r\n", 413)]
    [InlineData("Transfer-Encoding: chunked\r\n\r\n-5\r\n", 400)]
    [InlineData("Transfer-Encoding: chunked\r\n\r\nFFFFFFFF\r\n", 413)]
    [InlineData("Transfer-Encoding: chunked\r\n\r\n2\r\n{}{}\r\n0\r\n\r\n", 400)]
    [InlineData("no colon\r\n\r\n", 400)]
    [InlineData(" folded: x\r\n\r\n", 400)]
    [InlineData("name : x\r\n\r\n", 400)]
    [InlineData("a: b\0c\r\n\r\n", 400)]
    [InlineData("\r\n", 400)]
    public async Task A_badly_framed_request_is_refused(string rest, int status)
    {
        Assert.Equal(status, await SendAsync(rest));
        Assert.Equal((0, 1), (_bench.Listener.Received, _bench.Listener.Refused));
    }

    [Theory]
    [InlineData("hello\r\n\r\n")]
    [InlineData("POST x HTTP/1.1\r\n\r\n")]
    [InlineData("POST / HTTP/2\r\n\r\n")]
    [InlineData("\x16\x03\x01\x02\x00\r\n")]
    public async Task What_is_no_http_is_refused(string bytes) => Assert.Equal(400, await _bench.SendAsync(bytes));

    [Fact]
    public async Task A_long_head_is_refused()
    {
        Assert.Equal(431, await SendAsync($"A: {new string('x', 20_000)}\r\n\r\n"));
        Assert.Equal(431, await SendAsync(string.Concat(Enumerable.Repeat("A: b\r\n", 5000)) + "\r\n"));
    }

    [Fact]
    public async Task A_sender_that_waits_for_a_word_gets_it()
    {
        using var socket = await _bench.ConnectAsync();
        await socket.SendAsync(Encoding.ASCII.GetBytes($"POST {_bench.Path(ProviderNames.Crun)} HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: {Bodies.Crun.Length}\r\n\r\n"));
        var word = new byte[25];
        Assert.Equal(25, await socket.ReceiveAsync(word));
        Assert.Equal("HTTP/1.1 100 Continue\r\n\r\n", Encoding.ASCII.GetString(word));
        await socket.SendAsync(Bodies.Bytes(Bodies.Crun));

        Assert.Equal(200, await ListenerBench.StatusAsync(socket));
    }

    [Theory]
    [InlineData("")]
    [InlineData("POST / HT")]
    [InlineData("POST / HTTP/1.1\r\nA: b\r\n")]
    public async Task A_sender_that_dribbles_is_cut_after_ten_seconds(string sofar)
    {
        using var slow = await _bench.ConnectAsync();
        await slow.SendAsync(Encoding.ASCII.GetBytes(sofar));
        await _bench.Time.WhenWaitedForAsync();
        _bench.Time.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal(0, await ListenerBench.StatusAsync(slow));
        Assert.Equal(200, await _bench.PostAsync(ProviderNames.Crun, Bodies.Crun));
    }

    [Fact]
    public async Task Many_idle_senders_do_not_keep_a_true_one_out()
    {
        var idle = new List<Socket>();
        for (var i = 0; i < 10; i++)
        {
            idle.Add(await _bench.ConnectAsync());
        }

        Assert.Equal(200, await _bench.PostAsync(ProviderNames.Crun, Bodies.Crun));
        foreach (var socket in idle.Take(7))
        {
            Assert.Equal(0, await ListenerBench.StatusAsync(socket));
        }

        idle.ForEach(socket => socket.Dispose());
    }

    [Fact]
    public async Task A_sender_that_hangs_up_harms_no_other()
    {
        using (var socket = await _bench.ConnectAsync())
        {
            await socket.SendAsync("POST / HTTP/1.1\r\nContent-Le"u8.ToArray());
            socket.LingerState = new LingerOption(enable: true, seconds: 0);
        }

        Assert.Equal(200, await _bench.PostAsync(ProviderNames.Crun, Bodies.Crun));
    }

    public void Dispose() => _bench.Dispose();

    private Task<int> SendAsync(string rest) => _bench.SendAsync($"POST {_bench.Path(ProviderNames.Crun)} HTTP/1.1\r\nHost: x\r\n{rest}");
}
