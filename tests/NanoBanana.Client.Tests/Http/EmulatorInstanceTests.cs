using System.Net;
using System.Net.Sockets;
using System.Text;
using NanoBanana.Client.Compatibility;
using NanoBanana.Client.Http;
using NanoBanana.Client.Profiles;
using NanoBanana.Client.Tests.Support;

namespace NanoBanana.Client.Tests.Http;

/// <summary>An emulator of another process is asked which one it is, so that its work is not mixed with that of its predecessor.</summary>
public sealed class EmulatorInstanceTests : IDisposable
{
    private const string Id = "0123456789abcdef0123456789ABCDEF";

    private readonly TcpListener _host = new(IPAddress.Loopback, 0);

    public EmulatorInstanceTests() => _host.Start();

    private string Authority => ((IPEndPoint)_host.LocalEndpoint).ToString();

    private Profile Profile => new() { Name = "p", Provider = ProviderNames.Crun, BaseUri = new Uri($"http://{Authority}/crun") };

    public void Dispose() => _host.Stop();

    [Theory]
    [InlineData("200 OK", "{\"instanceId\":\"" + Id + "\"}", true)]
    [InlineData("404 Not Found", "{\"instanceId\":\"" + Id + "\"}", false)]
    [InlineData("302 Found\r\nLocation: /emulator/elsewhere", "", false)]
    [InlineData("200 OK", "{\"instanceId\":\"0123456789abcdef0123456789abcde\"}", false)]
    [InlineData("200 OK", "{\"instanceId\":\"0123456789abcdef0123456789abcdefa\"}", false)]
    [InlineData("200 OK", "{\"instanceId\":\"0123456789abcdef0123456789abcdex\"}", false)]
    [InlineData("200 OK", "{\"instanceId\":7}", false)]
    [InlineData("200 OK", "{}", false)]
    [InlineData("200 OK", "<html>another program</html>", false)]
    public async Task Only_an_emulator_is_known_by_its_instance(string status, string body, bool isKnown)
    {
        var asked = ServeAsync(status, body);

        await EmulatorInstances.FindAsync(Profile, CancellationToken.None);

        Assert.Equal(isKnown ? $"{Authority}/{Id}" : Authority, ProcessEmulators.ScopeOf(Profile.BaseUri));
        Assert.StartsWith("GET /emulator/ HTTP/1.1", await asked, StringComparison.Ordinal);
        Assert.DoesNotContain("Authorization", await asked, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("Connection: close", await asked, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task An_address_where_nobody_listens_is_left_to_the_submit()
    {
        var profile = Profile;
        _host.Stop();

        await EmulatorInstances.FindAsync(profile, CancellationToken.None);

        Assert.Equal(profile.BaseUri.Authority, ProcessEmulators.ScopeOf(profile.BaseUri));
    }

    [Fact]
    public async Task An_address_that_gives_no_answer_is_named()
    {
        using var host = RefusingHost.HangingUp();
        var profile = Profile with { BaseUri = new Uri($"http://127.0.0.1:{host.Port}/crun") };

        var error = await Caught.ByAsync(ErrorIds.NotDelivered, () => EmulatorInstances.FindAsync(profile, CancellationToken.None));

        Assert.Equal("p", error.Target);
        Assert.Contains($"127.0.0.1:{host.Port}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stop_is_a_stop()
    {
        using var stop = new CancellationTokenSource();
        var found = EmulatorInstances.FindAsync(Profile, stop.Token);
        using var asked = await _host.AcceptTcpClientAsync();

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => found);
    }

    [Theory]
    [InlineData("https://127.0.0.1:{0}/")]
    [InlineData("https://gateway.example/")]
    public async Task A_gateway_is_not_asked(string address)
    {
        var profile = Profile with { BaseUri = new Uri(string.Format(System.Globalization.CultureInfo.InvariantCulture, address, ((IPEndPoint)_host.LocalEndpoint).Port)) };

        await EmulatorInstances.FindAsync(profile, CancellationToken.None);

        Assert.False(_host.Pending());
    }

    [Fact]
    public async Task An_emulator_of_this_process_is_known_without_being_asked()
    {
        ProcessEmulators.Add(Profile.BaseUri, "ours");
        try
        {
            await EmulatorInstances.FindAsync(Profile, CancellationToken.None);

            Assert.False(_host.Pending());
            Assert.Equal(Authority + "/ours", ProcessEmulators.ScopeOf(Profile.BaseUri));
        }
        finally
        {
            ProcessEmulators.Remove(Profile.BaseUri);
        }
    }

    private async Task<string> ServeAsync(string status, string body)
    {
        using var client = await _host.AcceptTcpClientAsync();
        var stream = client.GetStream();
        var buffer = new byte[8192];
        var request = Encoding.ASCII.GetString(buffer, 0, await stream.ReadAsync(buffer));
        await stream.WriteAsync(Encoding.UTF8.GetBytes($"HTTP/1.1 {status}\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n{body}"));
        return request;
    }
}
