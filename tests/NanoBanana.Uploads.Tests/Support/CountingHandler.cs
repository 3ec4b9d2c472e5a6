namespace NanoBanana.Uploads.Tests.Support;

/// <summary>The real network, and how many bytes of files went out through it.</summary>
internal sealed class CountingHandler() : DelegatingHandler(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
{
    private long _bytes;

    public long Bytes => Interlocked.Read(ref _bytes);

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        // a submit is JSON
        if (request.Content?.Headers is { ContentType.MediaType: not "application/json" } headers)
        {
            Interlocked.Add(ref _bytes, headers.ContentLength ?? 0);
        }

        return base.SendAsync(request, cancellationToken);
    }
}
