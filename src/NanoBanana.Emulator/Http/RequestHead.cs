using System.Collections.Specialized;

namespace NanoBanana.Emulation.Http;

/// <summary>The request line and the headers.</summary>
internal sealed record RequestHead(string Method, string Target, bool IsHttp11, NameValueCollection Headers)
{
    private const int MaxLine = 64 * 1024;
    private const int MaxHeaders = 200;

    public bool KeepsAlive => IsHttp11 && !Names("Connection", "close");

    public bool ExpectsContinue => IsHttp11 && Names("Expect", "100-continue");

    /// <summary>The next head, or null when the caller is done.</summary>
    public static async Task<RequestHead?> ReadAsync(ByteSource source, CancellationToken cancel)
    {
        var line = await source.LineAsync(MaxLine, cancel).ConfigureAwait(false);
        if (line is { Length: 0 })
        {
            // Some clients send a stray line end after a body.
            line = await source.LineAsync(MaxLine, cancel).ConfigureAwait(false);
        }

        if (line is null)
        {
            return null;
        }

        var words = line.Split(' ');
        return words.Length == 3 && words[2] is "HTTP/1.1" or "HTTP/1.0"
            ? new RequestHead(words[0].ToUpperInvariant(), words[1], words[2] is "HTTP/1.1", await HeadersAsync(source, cancel).ConfigureAwait(false))
            : throw new MalformedRequestException(400, "The request line is not of HTTP/1.1.");
    }

    /// <summary>True when the header is there and among its values is this one.</summary>
    public bool Names(string header, string value) => Headers[header] is { } values
        && values.Split(',').Any(found => found.Trim().Equals(value, StringComparison.OrdinalIgnoreCase));

    private static async Task<NameValueCollection> HeadersAsync(ByteSource source, CancellationToken cancel)
    {
        var headers = new NameValueCollection();
        for (var i = 0; i < MaxHeaders; i++)
        {
            var line = await source.LineAsync(MaxLine, cancel).ConfigureAwait(false)
                ?? throw new EndOfStreamException("The connection ended within a head.");
            if (line.Length == 0)
            {
                return headers;
            }

            var colon = line.IndexOf(':');
            if (colon < 1 || line[0] is ' ' or '\t' || line[colon - 1] is ' ' or '\t')
            {
                throw new MalformedRequestException(400, "A header is not written name: value.");
            }

            headers.Add(line.Substring(0, colon), line.Substring(colon + 1).Trim());
        }

        throw new MalformedRequestException(431, "The request has too many headers.");
    }
}
