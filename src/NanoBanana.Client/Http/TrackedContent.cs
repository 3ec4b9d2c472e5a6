using System.Net;
using System.Net.Http.Headers;

namespace NanoBanana.Client.Http;

/// <summary>JSON that remembers whether its sending began: from then on the gateway may have seen the request. It can be held back until then.</summary>
internal sealed class TrackedContent : HttpContent
{
    private readonly byte[] _body;
    private readonly Func<string?>? _heldBack;

    /// <param name="body">The JSON.</param>
    /// <param name="heldBack">Called right before the first byte is sent: returns why it must not be sent, or null if it may.</param>
    public TrackedContent(byte[] body, Func<string?>? heldBack)
    {
        _body = body;
        _heldBack = heldBack;
        Headers.ContentType = new MediaTypeHeaderValue("application/json");
    }

    public bool Started { get; private set; }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        if (_heldBack?.Invoke() is { } reason)
        {
            throw new IOException(reason);
        }

        Started = true;
        return stream.WriteAsync(_body, 0, _body.Length);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _body.Length;
        return true;
    }
}
