using System.Globalization;

namespace NanoBanana.Emulation.Http;

/// <summary>Reads the body that a head announces, counted or chunked.</summary>
internal sealed class RequestBody
{
    // Above the largest documented upload (100 MB by URL, 10 MB otherwise) with room for a multipart frame.
    private const long MaxLength = 110L * 1024 * 1024;
    private const int MaxLine = 4096;

    private readonly MemoryStream _stored = new();
    private bool _isTooLong;

    private RequestBody()
    {
    }

    /// <summary>True when the head says that a body follows.</summary>
    public static bool IsAnnouncedBy(RequestHead head) => IsChunked(head) || Length(head) > 0;

    /// <summary>Reads to the end of the body; null when it was too long to be kept.</summary>
    public static async Task<byte[]?> ReadAsync(RequestHead head, ByteSource source, CancellationToken cancel)
    {
        if (!IsAnnouncedBy(head))
        {
            return [];
        }

        var body = new RequestBody();
        await (IsChunked(head) ? body.ReadChunksAsync(source, cancel) : source.TakeAsync(Length(head), body.Keep, cancel)).ConfigureAwait(false);
        return body._isTooLong ? null : body._stored.ToArray();
    }

    private static bool IsChunked(RequestHead head) => head.Headers["Transfer-Encoding"] is { } coding
        && (coding.Trim().Equals("chunked", StringComparison.OrdinalIgnoreCase)
            ? true
            : throw new MalformedRequestException(501, "Of all transfer codings the emulator reads chunked alone."));

    private static long Length(RequestHead head) => head.Headers["Content-Length"] is not { } text ? 0 : Number(text, NumberStyles.None);

    private static long Number(string text, NumberStyles style) =>
        long.TryParse(text, style, CultureInfo.InvariantCulture, out var number) && number >= 0
            ? number
            : throw new MalformedRequestException(400, "The length of the body is not understood.");

    private async Task ReadChunksAsync(ByteSource source, CancellationToken cancel)
    {
        while (true)
        {
            var size = Number((await LineAsync(source, cancel).ConfigureAwait(false)).Split(';')[0].Trim(), NumberStyles.AllowHexSpecifier);
            await source.TakeAsync(size, Keep, cancel).ConfigureAwait(false);

            // After a chunk an empty line; after the last one maybe trailers, which nobody reads, and an empty line.
            while ((await LineAsync(source, cancel).ConfigureAwait(false)).Length > 0)
            {
                if (size > 0)
                {
                    throw new MalformedRequestException(400, "A chunk is longer than it says.");
                }
            }

            if (size == 0)
            {
                return;
            }
        }
    }

    private static async Task<string> LineAsync(ByteSource source, CancellationToken cancel) =>
        await source.LineAsync(MaxLine, cancel).ConfigureAwait(false) ?? throw new EndOfStreamException("The connection ended within a body.");

    private void Keep(byte[] buffer, int start, int length)
    {
        // Read on all the same: a caller that is still sending would not see the refusal.
        _isTooLong |= _stored.Length + length > MaxLength;
        if (!_isTooLong)
        {
            _stored.Write(buffer, start, length);
        }
    }
}
