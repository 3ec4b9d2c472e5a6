using System.Net;
using System.Net.Http.Headers;

namespace NanoBanana.Client.Http;

/// <summary>JSON that remembers whether its sending began: from then on the gateway may have seen the request.</summary>
internal sealed class TrackedContent : HttpContent
{
    private readonly byte[] _body;

    public TrackedContent(byte[] body)
    {
        _body = body;
        Headers.ContentType = new MediaTypeHeaderValue("application/json");
    }

    public bool Started { get; private set; }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        Started = true;
        return stream.WriteAsync(_body, 0, _body.Length);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _body.Length;
        return true;
    }
}
