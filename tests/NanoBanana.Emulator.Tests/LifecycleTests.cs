using System.Net;
using System.Net.Sockets;
using NanoBanana.Emulation.Tests.Support;

namespace NanoBanana.Emulation.Tests;

/// <summary>Start, stop, ports, names and keys.</summary>
public sealed class LifecycleTests
{
    [Fact]
    public void A_taken_port_is_named()
    {
        using var first = GatewayEmulator.Start(new EmulatorOptions());

        var refused = Assert.Throws<InvalidOperationException>(() => GatewayEmulator.Start(new EmulatorOptions { Port = first.Port }));

        Assert.Contains($"Port {first.Port} is in use", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_port_taken_by_another_program_is_named()
    {
        var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;

        var refused = Assert.Throws<InvalidOperationException>(() => GatewayEmulator.Start(new EmulatorOptions { Port = port }));

        Assert.Contains($"Port {port} is in use", refused.Message, StringComparison.Ordinal);
        other.Stop();
    }

    [Fact]
    public async Task Dispose_frees_the_port_at_once()
    {
        using var http = new HttpClient();
        var port = 0;
        for (var round = 0; round < 5; round++)
        {
            using var emulator = GatewayEmulator.Start(new EmulatorOptions { Port = port });
            port = emulator.Port;
            Assert.Contains("providers", await http.GetStringAsync(new Uri(emulator.Uri, "emulator/")), StringComparison.Ordinal);
        }

        using var free = new TcpListener(IPAddress.Loopback, port);
        free.Start();
    }

    [Fact]
    public async Task Dispose_ends_a_request_in_flight()
    {
        var sandbox = new Sandbox("slow");
        var probe = AllGateways.Of("Crun");
        var waiting = sandbox.SubmitAsync(probe, probe.TextBody("x"));
        await WaitForRequestAsync(sandbox);

        sandbox.Emulator.Dispose();
        sandbox.Emulator.Dispose();

        await Assert.ThrowsAnyAsync<HttpRequestException>(() => waiting);
    }

    [Fact]
    public async Task Localhost_can_be_listened_on_and_is_used_in_handed_out_URLs()
    {
        using var sandbox = new Sandbox(new EmulatorOptions { HostName = "localhost", Key = Sandbox.Key, TaskDuration = TimeSpan.Zero });
        var probe = AllGateways.Of("Crun");

        var urls = probe.Urls(await sandbox.EndOfAsync(probe, await sandbox.AcceptAsync(probe, probe.TextBody("x"))));

        Assert.StartsWith($"http://localhost:{sandbox.Emulator.Port}/", Assert.Single(urls), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0.0.0.0", 0)]
    [InlineData("example.com", 0)]
    [InlineData("127.0.0.1", -1)]
    [InlineData("127.0.0.1", 65536)]
    public void Other_names_and_impossible_ports_are_refused(string hostName, int port) =>
        Assert.ThrowsAny<ArgumentException>(() => GatewayEmulator.Start(new EmulatorOptions { HostName = hostName, Port = port }));

    [Fact]
    public void A_key_is_made_up_when_none_is_given()
    {
        using var one = GatewayEmulator.Start(new EmulatorOptions());
        using var other = GatewayEmulator.Start(new EmulatorOptions());

        Assert.NotEqual(one.Key, other.Key);
    }

    /// <summary>Issue 16, number 19; on 438ef55 a key of other characters and a duration of 30 days were taken, and failed later.</summary>
    [Fact]
    public void Nonsense_is_refused_where_it_is_set()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new EmulatorOptions { TaskDuration = TimeSpan.FromTicks(-1) });
        Assert.Throws<ArgumentOutOfRangeException>(() => new EmulatorOptions { TaskDuration = TimeSpan.FromDays(30) });
        Assert.Throws<ArgumentOutOfRangeException>(() => new EmulatorOptions { DurationSpread = double.NaN });
        Assert.Throws<ArgumentOutOfRangeException>(() => new EmulatorOptions { DurationSpread = 3.1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new EmulatorOptions { MaxRunningTasks = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new EmulatorOptions { MaxActiveTasks = 0 });
        Assert.Throws<ArgumentNullException>(() => new EmulatorOptions { Faults = null! });
        Assert.Throws<ArgumentNullException>(() => new EmulatorOptions { CallbackHosts = null! });
        Assert.Throws<ArgumentNullException>(() => new EmulatorOptions { TimeProvider = null! });
        foreach (var key in new[] { "", " ", "a key", "schlüssel", "key\r\n" })
        {
            Assert.Throws<ArgumentException>(() => new EmulatorOptions { Key = key });
        }
    }

    [Fact]
    public void The_addresses_are_as_promised()
    {
        using var emulator = GatewayEmulator.Start(new EmulatorOptions());
        var root = $"http://127.0.0.1:{emulator.Port}";

        Assert.Equal(root + "/", emulator.Uri.AbsoluteUri);
        Assert.Equal(root + "/host", emulator.ImageHost.AbsoluteUri);
        Assert.Equal(
            ["Pixazo", "NanoBananaApi", "Crun", "Apikley", "AigptImage"],
            emulator.ProviderUris.Keys);
        Assert.Equal(root + "/nanobananaapi", emulator.ProviderUris["NanoBananaApi"].AbsoluteUri);
    }

    private static async Task WaitForRequestAsync(Sandbox sandbox)
    {
        while (!(await sandbox.GetAsync("/emulator/requests")).Text.Contains("submit", StringComparison.Ordinal))
        {
            await Task.Yield();
        }
    }
}
