using System.Globalization;

namespace NanoBanana.Http1;

/// <summary>Reads the body that a head announces, counted or chunked.</summary>
internal static class RequestBody
{
    private const int BadRequest = 400, TooLarge = 413, NotImplemented = 501;
    private const int MaxLineBytes = 4096;

    /// <summary>True when the head says that a body follows.</summary>
    /// <exception cref="RequestException">What it says can be read in two ways, or is more than <paramref name="maxBytes"/>.</exception>
    public static bool IsAnnouncedBy(RequestHead head, long maxBytes)
    {
        var length = Length(head);
        var chunked = IsChunked(head);
        if (chunked && head.Headers["Content-Length"] is not null)
        {
            // This is how requests are smuggled past a proxy.
            throw new RequestException(BadRequest, "The body has both a length and a transfer coding.");
        }

        return length <= maxBytes ? chunked || length > 0 : throw TooLong();
    }

    /// <summary>Reads to the end of the body.</summary>
    /// <exception cref="RequestException">It is longer than is taken, or badly framed.</exception>
    /// <exception cref="EndOfStreamException">The connection ended within it.</exception>
    public static async Task<byte[]> ReadAsync(RequestHead head, ConnectionReader reader, HttpServerOptions options, CancellationToken cancel)
    {
        if (!IsAnnouncedBy(head, options.MaxBodyBytes))
        {
            return [];
        }

        using var stored = new MemoryStream();
        if (IsChunked(head))
        {
            await ReadChunksAsync(stored, reader, options, cancel).ConfigureAwait(false);
        }
        else
        {
            await reader.TakeAsync(Length(head), stored, cancel).ConfigureAwait(false);
        }

        return stored.ToArray();
    }

    private static bool IsChunked(RequestHead head) => head.Headers["Transfer-Encoding"] is { } coding
        && (coding.Equals("chunked", StringComparison.OrdinalIgnoreCase)
            ? true
            : throw new RequestException(NotImplemented, "Only the transfer coding chunked is supported."));

    private static long Length(RequestHead head) => head.Headers["Content-Length"] is not { } text ? 0 : Number(text, NumberStyles.None);

    private static long Number(string text, NumberStyles style) =>
        long.TryParse(text, style, CultureInfo.InvariantCulture, out var number) && number >= 0
            ? number
            : throw new RequestException(BadRequest, "The length of the body is not valid.");

    private static async Task ReadChunksAsync(MemoryStream stored, ConnectionReader reader, HttpServerOptions options, CancellationToken cancel)
    {
        while (true)
        {
            reader.AllowLines(MaxLineBytes);
            var size = Number((await LineAsync(reader, cancel).ConfigureAwait(false)).Split(';')[0].Trim(), NumberStyles.AllowHexSpecifier);
            if (size > options.MaxBodyBytes - stored.Length)
            {
                throw TooLong();
            }

            await reader.TakeAsync(size, stored, cancel).ConfigureAwait(false);

            // After a chunk comes an empty line; after the last one perhaps trailers, which are not read, and an empty line.
            reader.AllowLines(options.MaxHeadBytes);
            while ((await LineAsync(reader, cancel).ConfigureAwait(false)).Length > 0)
            {
                if (size > 0)
                {
                    throw new RequestException(BadRequest, "A chunk is longer than its size.");
                }
            }

            if (size == 0)
            {
                return;
            }
        }
    }

    private static async Task<string> LineAsync(ConnectionReader reader, CancellationToken cancel) =>
        await reader.LineAsync(cancel).ConfigureAwait(false) ?? throw new EndOfStreamException("The connection ended within the body.");

    private static RequestException TooLong() => new(TooLarge, "The body is too large.");
}
