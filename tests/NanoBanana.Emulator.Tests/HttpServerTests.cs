using System.Text.Json.Nodes;
using NanoBanana.Emulation.Tests.Support;

namespace NanoBanana.Emulation.Tests;

/// <summary>The emulator's own HTTP/1.1, spoken to by hand.</summary>
public sealed class HttpServerTests : IDisposable
{
    private const string Host = "Host: 127.0.0.1\r\n";

    private readonly Sandbox _sandbox = new();

    [Fact]
    public async Task A_connection_serves_one_request_after_the_other_also_when_they_come_together()
    {
        using var caller = await RawCaller.ConnectAsync(_sandbox);
        await caller.SayAsync($"PUT /host/a HTTP/1.1\r\n{Host}Content-Length: 3\r\n\r\nabcGET /host/a HTTP/1.1\r\n{Host}\r\n");

        Assert.StartsWith("HTTP/1.1 201 Created\r\n", (await caller.HearAsync()).Head, StringComparison.Ordinal);
        Assert.Equal("abc", (await caller.HearAsync()).Body);

        await caller.SayAsync($"HEAD /host/a HTTP/1.1\r\n{Host}\r\n");
        Assert.Contains("Content-Length: 3\r\n", (await caller.HearAsync(withBody: false)).Head, StringComparison.Ordinal);
        await caller.SayAsync($"DELETE /host/a HTTP/1.1\r\n{Host}Connection: close\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 204 No Content\r\n", (await caller.HearAsync()).Head, StringComparison.Ordinal);
        Assert.True(await caller.HasEndedAsync());
    }

    [Fact]
    public async Task A_body_may_come_in_chunks_and_crumbs()
    {
        using var caller = await RawCaller.ConnectAsync(_sandbox);
        var request = $"PUT /host/a HTTP/1.1\r\n{Host}Transfer-Encoding: chunked\r\n\r\n3;note=x\r\nabc\r\nA\r\n0123456789\r\n0\r\nTrailer: x\r\n\r\n";
        foreach (var crumb in request)
        {
            await caller.SayAsync(crumb.ToString());
        }

        Assert.StartsWith("HTTP/1.1 201 ", (await caller.HearAsync()).Head, StringComparison.Ordinal);
        await caller.SayAsync($"GET /host/a HTTP/1.1\r\n{Host}\r\n");
        Assert.Equal("abc0123456789", (await caller.HearAsync()).Body);
    }

    [Fact]
    public async Task A_caller_that_waits_for_leave_gets_it()
    {
        using var caller = await RawCaller.ConnectAsync(_sandbox);
        await caller.SayAsync($"PUT /host/a HTTP/1.1\r\n{Host}Content-Length: 3\r\nExpect: 100-continue\r\n\r\n");

        Assert.Equal("HTTP/1.1 100 Continue\r\n\r\n", (await caller.HearAsync()).Head);
        await caller.SayAsync("abc");
        Assert.StartsWith("HTTP/1.1 201 ", (await caller.HearAsync()).Head, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_HTTP_1_0_caller_is_served_and_let_go()
    {
        using var caller = await RawCaller.ConnectAsync(_sandbox);
        await caller.SayAsync("GET /emulator/ HTTP/1.0\r\n\r\n");

        var overview = JsonNode.Parse((await caller.HearAsync()).Body)!;
        Assert.Equal(_sandbox.Emulator.ProviderUris["Crun"].AbsoluteUri, overview["providers"]!["Crun"]!.ToString());
        Assert.True(await caller.HasEndedAsync());
    }

    [Theory]
    [InlineData("nonsense\r\n\r\n", 400)]
    [InlineData("GET / HTTP/2\r\n\r\n", 400)]
    [InlineData("GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n", 400)]
    [InlineData("GET / HTTP/1.1\r\nHost: 127.0.0.1/x?\r\n\r\n", 400)]
    [InlineData("GET http://127.0.0.1/ HTTP/1.1\r\nHost: :::\r\n\r\n", 400)]
    [InlineData("GET http://evil.example/ HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", 400)]
    [InlineData("GET / HTTP/1.1\r\nHost : 127.0.0.1\r\n\r\n", 400)]
    [InlineData("PUT /host/a HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: -1\r\n\r\n", 400)]
    [InlineData("PUT /host/a HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: gzip\r\n\r\n", 501)]
    [InlineData("PUT /host/a HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\nx\r\n", 400)]
    [InlineData("PUT /host/a HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nabc\r\n", 400)]
    public async Task What_is_no_request_is_refused_and_the_connection_ended(string text, int status)
    {
        using var caller = await RawCaller.ConnectAsync(_sandbox);
        await caller.SayAsync(text);

        Assert.StartsWith($"HTTP/1.1 {status} ", (await caller.HearAsync()).Head, StringComparison.Ordinal);
        Assert.True(await caller.HasEndedAsync());
        Assert.Equal(0, (await _sandbox.GetAsync("/emulator/")).Json["files"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_line_without_end_is_refused()
    {
        using var caller = await RawCaller.ConnectAsync(_sandbox);
        await caller.SayAsync("GET /" + new string('a', 70_000));

        Assert.StartsWith("HTTP/1.1 431 ", (await caller.HearAsync()).Head, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_path_cannot_write_headers()
    {
        using var sandbox = new Sandbox("redirect:ImageHost@download");
        using var caller = await RawCaller.ConnectAsync(sandbox);
        await caller.SayAsync($"GET /host/a%0D%0ASet-Cookie:%20x HTTP/1.1\r\n{Host}\r\n");

        Assert.DoesNotContain("\nSet-Cookie", (await caller.HearAsync()).Head, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    public async Task Links_lead_back_the_way_the_caller_came(string host)
    {
        using var caller = await RawCaller.ConnectAsync(_sandbox);
        await caller.SayAsync($"GET /emulator/ HTTP/1.1\r\nHost: {host}:9999\r\n\r\n");

        Assert.Equal($"http://{host}:9999/crun", JsonNode.Parse((await caller.HearAsync()).Body)!["providers"]!["Crun"]!.ToString());
    }

    public void Dispose() => _sandbox.Dispose();
}
