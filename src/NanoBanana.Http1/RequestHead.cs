namespace NanoBanana.Http1;

/// <summary>The request line and the headers (RFC 9112).</summary>
internal sealed record RequestHead(string Method, string Target, bool IsHttp11, HeaderList Headers)
{
    private const int BadRequest = 400;

    public bool KeepsAlive => IsHttp11 && !Headers.Names("Connection", "close");

    /// <summary>The caller waits for an interim reply before it sends the body.</summary>
    public bool ExpectsContinue => IsHttp11 && Headers.Names("Expect", "100-continue");

    /// <summary>The next head, or null when the caller is done.</summary>
    /// <exception cref="RequestException">It is no head, or longer than <paramref name="maxBytes"/>.</exception>
    public static async Task<RequestHead?> ReadAsync(ConnectionReader reader, int maxBytes, CancellationToken cancel)
    {
        reader.AllowLines(maxBytes);
        var line = await reader.LineAsync(cancel).ConfigureAwait(false);
        if (line is { Length: 0 })
        {
            // Some clients send a stray line end after a body.
            line = await reader.LineAsync(cancel).ConfigureAwait(false);
        }

        if (line is null)
        {
            return null;
        }

        var words = line.Split(' ');
        return words.Length == 3 && words[0].Length > 0 && words[2] is "HTTP/1.1" or "HTTP/1.0"
            ? new RequestHead(words[0].ToUpperInvariant(), words[1], words[2] is "HTTP/1.1", await HeadersAsync(reader, cancel).ConfigureAwait(false))
            : throw new RequestException(BadRequest, "The request line is not an HTTP/1.1 request line.");
    }

    private static async Task<HeaderList> HeadersAsync(ConnectionReader reader, CancellationToken cancel)
    {
        var headers = new List<KeyValuePair<string, string>>();
        while (true)
        {
            var line = await reader.LineAsync(cancel).ConfigureAwait(false)
                ?? throw new EndOfStreamException("The connection ended within the headers.");
            if (line.Length == 0)
            {
                return new HeaderList(headers);
            }

            headers.Add(Header(line));
        }
    }

    private static KeyValuePair<string, string> Header(string line)
    {
        var colon = line.IndexOf(':');
        var name = colon > 0 ? line.Substring(0, colon) : "";
        return name.Length > 0 && name.All(each => each is > ' ' and < '\x7f') && !line.Any(each => char.IsControl(each) && each != '\t')
            ? new KeyValuePair<string, string>(name, line.Substring(colon + 1).Trim())
            : throw new RequestException(BadRequest, "A header is not of the form name: value.");
    }
}
