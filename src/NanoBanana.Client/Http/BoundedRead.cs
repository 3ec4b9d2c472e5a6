using System.Buffers;
using System.Globalization;
using NanoBanana.Client.Compatibility;

namespace NanoBanana.Client.Http;

/// <summary>Reads a body whose length nobody can be trusted to state.</summary>
internal static class BoundedRead
{
    private const int BufferLength = 16 * 1024;

    /// <exception cref="IOException">The body is longer than <paramref name="maxBytes"/>.</exception>
    public static async Task<byte[]> ToEndAsync(HttpContent content, int maxBytes, CancellationToken cancellationToken)
    {
        using var stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        using var whole = new MemoryStream();
        var buffer = ArrayPool<byte>.Shared.Rent(BufferLength);
        try
        {
            int read;
            while ((read = await stream.ReadAsync(buffer, 0, buffer.Length, cancellationToken).ConfigureAwait(false)) > 0)
            {
                if (whole.Length + read > maxBytes)
                {
                    throw new IOException(string.Format(CultureInfo.InvariantCulture, "The reply has more than {0:N0} bytes.", maxBytes));
                }

                whole.Write(buffer, 0, read);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        return whole.ToArray();
    }
}
