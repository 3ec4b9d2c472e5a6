using System.Globalization;

namespace NanoBanana.Client.Http;

/// <summary>Reads a body without trusting its stated length, and keeps the received part of a body that breaks off.</summary>
internal static class BoundedRead
{
    private const int BlockLength = 16 * 1024;

    /// <summary>A length that is stated and never comes costs no more than that.</summary>
    private const int MostStated = 1024 * 1024;

    /// <summary>What is kept of a body that is too long: its beginning may name a task or give the reason; the rest is not read.</summary>
    private const int KeptOfTooLong = 256 * 1024;

    /// <summary>As much of the body as came, of one that is too long its beginning, and what ended it before its end; null if it is whole.</summary>
    /// <param name="content">The body.</param>
    /// <param name="maxBytes">What is beyond is not read.</param>
    /// <param name="cancellationToken">Ends the reading; what came until then is kept.</param>
    public static async Task<(byte[] Body, Exception? Cut)> ReadAsync(HttpContent content, int maxBytes, CancellationToken cancellationToken)
    {
        var blocks = new List<byte[]>();
        var (block, used, length) = (new byte[Start(content, maxBytes)], 0, 0);
        Exception? cut = null;

        // a stated length that is too long is refused at once
        var most = content.Headers.ContentLength > maxBytes ? Math.Min(maxBytes, KeptOfTooLong) : maxBytes;
        try
        {
            using var stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            int read;
            while ((read = await stream.ReadAsync(block, used, block.Length - used, cancellationToken).ConfigureAwait(false)) > 0)
            {
                if (length + read > most)
                {
                    cut = new IOException(string.Format(CultureInfo.InvariantCulture, "The reply has more than {0:N0} bytes.", maxBytes));
                    length = Math.Min(length, KeptOfTooLong);
                    break;
                }

                (used, length) = (used + read, length + read);
                if (used == block.Length)
                {
                    blocks.Add(block);
                    (block, used) = (new byte[BlockLength], 0);
                }
            }
        }
        catch (Exception error) when (error is IOException or HttpRequestException or OperationCanceledException)
        {
            cut = error;
        }

        return (Joined(blocks, block, length), cut);
    }

    // the stated length, and one more to see the end: a body of the stated length is read without growing
    private static int Start(HttpContent content, int maxBytes) =>
        content.Headers.ContentLength is { } stated and >= 0 && stated <= Math.Min(maxBytes, MostStated) ? (int)stated + 1 : BlockLength;

    private static byte[] Joined(List<byte[]> blocks, byte[] last, int length)
    {
        var whole = new byte[length];
        var at = 0;
        foreach (var block in blocks.Append(last))
        {
            var count = Math.Min(block.Length, length - at);
            Buffer.BlockCopy(block, 0, whole, at, count);
            at += count;
        }

        return whole;
    }
}
