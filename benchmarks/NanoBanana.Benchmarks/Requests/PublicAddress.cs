namespace NanoBanana.Benchmarks.Requests;

/// <summary>
/// Gives an emulator the address of a gateway on the internet: the client then behaves as it does there, and not as it does with an
/// emulator, of which it expects short tasks and queries them without a limit.
/// </summary>
internal sealed class PublicAddress(Uri emulator) : DelegatingHandler(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
{
    public static Uri Uri { get; } = new("https://api.example.com");

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        // downloads go to the emulator already
        if (request.RequestUri!.Host == Uri.Host)
        {
            request.RequestUri = new Uri(emulator.AbsoluteUri.TrimEnd('/') + request.RequestUri.PathAndQuery);
        }

        return base.SendAsync(request, cancellationToken);
    }
}
