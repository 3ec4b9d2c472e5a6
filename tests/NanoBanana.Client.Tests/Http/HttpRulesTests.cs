using System.Net;
using System.Net.Sockets;
using System.Text;
using NanoBanana.Client.Gateways;
using NanoBanana.Client.Http;

namespace NanoBanana.Client.Tests.Http;

/// <summary>What the HTTP clients of the process do not do by themselves: follow a redirect, keep a cookie, or unpack a reply.</summary>
public sealed class HttpRulesTests : IDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    private readonly TcpListener _host = new(IPAddress.Loopback, 0);

    public HttpRulesTests() => _host.Start();

    private Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_host.LocalEndpoint).Port}/");

    public void Dispose() => _host.Stop();

    [Fact]
    public async Task A_redirect_is_not_followed_and_its_cookie_is_not_sent_back()
    {
        var served = ServeAsync(connections: 2);
        var http = HttpStack.For(new Profile { Name = "p", Provider = ProviderNames.Crun, BaseUri = GatewayRegistry.Describe(ProviderNames.Crun).BaseUri });

        using var first = await http.GetAsync(Address).WaitAsync(Longest);
        using var second = await http.GetAsync(Address).WaitAsync(Longest);

        Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.Redirect), (first.StatusCode, second.StatusCode));
        Assert.All(await served, request => Assert.StartsWith("GET / HTTP/1.1", request, StringComparison.Ordinal));
        Assert.All(await served, request => Assert.DoesNotContain("ookie", request, StringComparison.Ordinal));
    }

    [Fact]
    public void A_proxy_gets_the_credentials_of_the_user_and_not_the_calls_to_this_machine()
    {
        var proxy = Assert.IsType<WebProxy>(HttpStack.ProxyOf(new Uri("http://proxy.example:3128")));

        Assert.True(proxy.UseDefaultCredentials);
        Assert.True(proxy.IsBypassed(new Uri("http://localhost:5000/")));
        Assert.False(proxy.IsBypassed(new Uri("https://gateway.example/")));
    }

    [Fact]
    public void Profiles_of_one_path_to_the_network_share_a_client_and_others_do_not()
    {
        var plain = new Profile { Name = "p", Provider = ProviderNames.Crun, BaseUri = Address };
        var proxy = plain with { Proxy = new Uri("http://proxy.example:3128") };

        Assert.Same(HttpStack.For(plain), HttpStack.For(plain with { Name = "q", BaseUri = new Uri("https://gateway.example") }));
        Assert.Same(HttpStack.For(proxy), HttpStack.For(proxy with { Name = "q" }));
        Assert.NotSame(HttpStack.For(plain), HttpStack.For(proxy));
        Assert.Equal(Timeout.InfiniteTimeSpan, HttpStack.For(plain).Timeout);
    }

    [Fact]
    public void The_user_agent_is_the_module_with_its_version_and_no_build() =>
        Assert.Matches(@"^NanoBanana\.PowerShell/\d+\.\d+\.\d+(-[\w.]+)?$", HttpStack.UserAgent);

    private async Task<List<string>> ServeAsync(int connections)
    {
        var requests = new List<string>();
        for (var i = 0; i < connections; i++)
        {
            using var client = await _host.AcceptTcpClientAsync();
            var stream = client.GetStream();
            var buffer = new byte[8192];
            requests.Add(Encoding.ASCII.GetString(buffer, 0, await stream.ReadAsync(buffer)));
            await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 302 Found\r\nLocation: {Address}elsewhere\r\nSet-Cookie: a=b; Path=/\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"));
        }

        return requests;
    }
}
