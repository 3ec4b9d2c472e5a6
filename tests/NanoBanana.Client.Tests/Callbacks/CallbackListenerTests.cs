using System.Net;
using System.Net.Sockets;
using NanoBanana.Client.Gateways;
using NanoBanana.Client.Querying;
using NanoBanana.Client.State;
using NanoBanana.Client.Tests.Support;

namespace NanoBanana.Client.Tests.Callbacks;

/// <summary>What a listener considers new, and what it refuses.</summary>
public sealed class CallbackListenerTests : IDisposable
{
    private const string ApikleyId = "ee603959-debb-48d1-98c4-a6d1c717eba6";

    private readonly ListenerBench _bench = new();

    public static TheoryData<string, string, string, string> Shapes => Bodies.All;

    [Theory]
    [MemberData(nameof(Shapes))]
    public async Task News_are_thanked_for_and_signalled_once(string provider, string body, string id, string image)
    {
        Assert.NotEmpty(image);

        Assert.Equal(200, await _bench.PostAsync(provider, body, _bench.Signed(id)));
        Assert.Equal(200, await _bench.PostAsync(provider, body, _bench.Signed(id)));

        Assert.Equal((provider, id), Assert.Single(_bench.Signals));
        Assert.Equal((1, 1, 0), (_bench.Listener.Received, _bench.Listener.Repeated, _bench.Listener.Refused));
        Assert.Equal(FakeTime.Start, _bench.Listener.LastReceivedAt);
    }

    [Fact]
    public async Task A_forged_body_does_not_hide_the_true_one()
    {
        var forged = Bodies.With(Bodies.Crun, "status", "\"failed\"");

        Assert.Equal((200, 200), (await _bench.PostAsync(ProviderNames.Crun, forged), await _bench.PostAsync(ProviderNames.Crun, Bodies.Crun)));

        Assert.Equal(2, _bench.Signals.Count);
    }

    [Fact]
    public async Task Who_signs_must_sign_rightly()
    {
        Assert.Equal(401, await _bench.PostAsync(ProviderNames.Apikley, Bodies.Apikley));
        Assert.Equal(401, await _bench.PostAsync(ProviderNames.Apikley, Bodies.Apikley, _bench.Signed(ApikleyId, "another")));
        var signed = _bench.Signed(ApikleyId);
        _bench.Time.Advance(TimeSpan.FromMinutes(6));
        Assert.Equal(401, await _bench.PostAsync(ProviderNames.Apikley, Bodies.Apikley, signed));

        Assert.Empty(_bench.Signals);
        Assert.Equal(3, _bench.Listener.Refused);
    }

    [Fact]
    public async Task Without_a_secret_the_path_speaks_for_all()
    {
        using var bench = new ListenerBench(options => options with { Reading = options.Reading with { Secrets = [] } });

        Assert.Equal(200, await bench.PostAsync(ProviderNames.Apikley, Bodies.Apikley));
        Assert.Empty(bench.Listener.Signed);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/crun")]
    [InlineData("/hooks/crun/")]
    [InlineData("/hooks/crun/nbcb_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task Another_path_is_not_found(string path)
    {
        Assert.Equal(404, await _bench.PostToAsync(path, Bodies.Crun));
        Assert.Empty(_bench.Signals);
    }

    [Fact]
    public async Task The_secret_of_one_provider_does_not_speak_for_another()
    {
        var ofPixazo = _bench.Path(ProviderNames.Pixazo).Replace("pixazo", "crun", StringComparison.Ordinal);

        Assert.Equal(404, await _bench.PostToAsync(ofPixazo, Bodies.Crun));
    }

    [Fact]
    public async Task A_proxy_may_change_what_stands_before_the_provider_and_add_a_query()
    {
        var path = _bench.Path(ProviderNames.Crun).Replace("/hooks", "/else/where", StringComparison.Ordinal);

        Assert.Equal(200, await _bench.PostToAsync(path + "?trace=1", Bodies.Crun));
    }

    [Fact]
    public async Task Anything_but_a_post_is_not_allowed() =>
        Assert.Equal(405, await _bench.SendAsync($"GET {_bench.Path(ProviderNames.Crun)} HTTP/1.1\r\nHost: x\r\n\r\n"));

    [Fact]
    public async Task A_broken_body_is_refused_and_the_next_one_taken()
    {
        Assert.Equal(400, await _bench.PostAsync(ProviderNames.Crun, "{"));
        Assert.Equal(400, await _bench.PostAsync(ProviderNames.Crun, Bodies.Pixazo));
        Assert.Equal(200, await _bench.PostAsync(ProviderNames.Crun, Bodies.Crun));
    }

    [Fact]
    public async Task A_listener_that_dawdles_does_not_hold_up_the_answer()
    {
        using var gate = new ManualResetEventSlim();
        var signals = new TaskSignals();
        using var subscription = signals.Subscribe((_, _) => gate.Wait());
        using var bench = new ListenerBench(options => options with { Signals = signals });

        Assert.Equal(200, await bench.PostAsync(ProviderNames.Crun, Bodies.Crun));
        gate.Set();
    }

    [Fact]
    public async Task A_listener_that_throws_harms_no_other()
    {
        var signals = new TaskSignals();
        using var subscription = signals.Subscribe((_, _) => throw new InvalidOperationException("a bug"));
        using var bench = new ListenerBench(options => options with { Signals = signals });

        Assert.Equal(200, await bench.PostAsync(ProviderNames.Crun, Bodies.Crun));
        Assert.Equal(200, await bench.PostAsync(ProviderNames.Crun, Bodies.With(Bodies.Crun, "task_id", "\"next\"")));
    }

    [Fact]
    public async Task A_forgotten_callback_counts_as_new_again()
    {
        using var bench = new ListenerBench(options => options with { MemorySize = 2 });
        foreach (var id in new[] { "a", "b", "c", "a", "c" })
        {
            Assert.Equal(200, await bench.PostAsync(ProviderNames.Crun, Bodies.With(Bodies.Crun, "task_id", $"\"{id}\"")));
        }

        Assert.Equal(["a", "b", "c", "a"], bench.Signals.Select(signal => signal.Id));
    }

    [Fact]
    public async Task Disposed_it_frees_its_port_and_ends_what_is_open()
    {
        using var open = await _bench.ConnectAsync();
        await open.SendAsync("POST "u8.ToArray());

        _bench.Listener.Dispose();

        Assert.Equal(0, await ListenerBench.StatusAsync(open));
        using var next = new TcpListener(IPAddress.Loopback, new Uri(_bench.Listener.Prefix).Port);
        next.Start();
    }

    public void Dispose() => _bench.Dispose();
}
