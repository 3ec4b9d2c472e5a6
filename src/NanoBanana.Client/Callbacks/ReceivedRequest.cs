using System.Globalization;
using NanoBanana.Client.Compatibility;

namespace NanoBanana.Client.Callbacks;

/// <summary>One HTTP request as far as a listener for callbacks must know it (RFC 9112), read within limits.</summary>
internal sealed record ReceivedRequest(string Method, string Path, IReadOnlyList<KeyValuePair<string, string>> Headers)
{
    private const int BadRequest = 400, TooLarge = 413;

    private long? _length;
    private bool _chunked;

    /// <summary>The caller waits for a word before it sends the body.</summary>
    public bool AwaitsContinue => Values("Expect").Any(value => value.Equals("100-continue", StringComparison.OrdinalIgnoreCase));

    /// <exception cref="RequestException">It is no request, or its head is too long.</exception>
    public static async Task<ReceivedRequest> ReadHeadAsync(ReceivedBytes bytes, int maxBytes)
    {
        var words = (await bytes.LineAsync(maxBytes).ConfigureAwait(false)).Split(' ');
        if (words.Length != 3 || !words[2].StartsWith("HTTP/1.", StringComparison.Ordinal) || !words[1].StartsWith("/", StringComparison.Ordinal))
        {
            throw new RequestException(BadRequest);
        }

        var headers = new List<KeyValuePair<string, string>>();
        while (await bytes.LineAsync(maxBytes).ConfigureAwait(false) is { Length: > 0 } line)
        {
            headers.Add(Header(line));
        }

        var request = new ReceivedRequest(words[0], words[1].Split('?')[0], headers);
        request.Measure();
        return request;
    }

    /// <exception cref="RequestException">It is longer than <paramref name="maxBytes"/>, or badly framed.</exception>
    public async Task<byte[]> ReadBodyAsync(ReceivedBytes bytes, int maxBytes)
    {
        if (!_chunked)
        {
            return _length > maxBytes ? throw new RequestException(TooLarge) : await bytes.TakeAsync((int)_length!.Value).ConfigureAwait(false);
        }

        using var whole = new MemoryStream();
        while (true)
        {
            var size = ChunkSize(await bytes.LineAsync(maxBytes).ConfigureAwait(false));
            if (whole.Length + size > maxBytes)
            {
                throw new RequestException(TooLarge);
            }

            if (size == 0)
            {
                return whole.ToArray();
            }

            whole.Write(await bytes.TakeAsync(size).ConfigureAwait(false), 0, size);
            if ((await bytes.LineAsync(maxBytes).ConfigureAwait(false)).Length > 0)
            {
                throw new RequestException(BadRequest);
            }
        }
    }

    private static KeyValuePair<string, string> Header(string line)
    {
        var colon = line.IndexOf(':');
        var name = colon > 0 ? line.Substring(0, colon) : string.Empty;
        return name.Length > 0 && name.All(each => each is > ' ' and < '\x7f') && !line.Any(each => char.IsControl(each) && each != '\t')
            ? new KeyValuePair<string, string>(name, line.Substring(colon + 1).Trim())
            : throw new RequestException(BadRequest);
    }

    private static int ChunkSize(string line) =>
        int.TryParse(line.Split(';')[0].Trim(), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var size) && size >= 0
            ? size
            : throw new RequestException(BadRequest);

    // a length that could be read in two ways is how requests are smuggled past a proxy
    private void Measure()
    {
        var lengths = Values("Content-Length");
        var codings = Values("Transfer-Encoding");
        _chunked = codings.Count == 1 && codings[0].Equals("chunked", StringComparison.OrdinalIgnoreCase);
        if (lengths.Count + codings.Count > 1 || codings.Count > 0 != _chunked)
        {
            throw new RequestException(BadRequest);
        }

        _length = lengths.Count == 0 ? 0
            : long.TryParse(lengths[0], NumberStyles.None, CultureInfo.InvariantCulture, out var length) ? length
            : throw new RequestException(BadRequest);
    }

    private List<string> Values(string name) =>
        [.. Headers.Where(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(header => header.Value)];
}
