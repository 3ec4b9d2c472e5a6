using System.Net;

namespace NanoBanana.Emulation.Inputs;

/// <summary>The emulator's only way out: to addresses of this machine and those that were allowed, without redirects or cookies.</summary>
/// <param name="mayCall">Says of an address whether it may be called.</param>
internal sealed class LoopbackClient(Func<Uri, bool> mayCall) : IDisposable
{
    private readonly HttpClient _client = new(new HttpClientHandler
    {
        AllowAutoRedirect = false,
        UseProxy = false,
        UseCookies = false,
        MaxConnectionsPerServer = 64,
        AutomaticDecompression = DecompressionMethods.None,
    })
    {
        // What a callback's receiver gets on NanoBananaAPI's page; an input image gets no longer.
        Timeout = TimeSpan.FromSeconds(15),
    };

    /// <summary>Sends, or throws when the address may not be called.</summary>
    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage message, CancellationToken cancel)
    {
        if (message.RequestUri is not { } uri || !mayCall(uri))
        {
            throw new InvalidOperationException("The emulator connects only to this machine and to allowed hosts.");
        }

        return _client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancel);
    }

    public void Dispose() => _client.Dispose();
}
