using System.Buffers;
using System.IO.Compression;

namespace NanoBanana.Client.Imaging;

/// <summary>Unpacks the pixels of a PNG, without keeping them, and counts the rows: the proof that all of them are there.</summary>
internal static class PngRows
{
    private const int BufferLength = 64 * 1024;
    private const int LastFilter = 4;

    /// <summary>Why rows are missing; null if all are there.</summary>
    /// <param name="png">A PNG whose header is right; read from its start.</param>
    public static string? Problem(Stream png)
    {
        using var data = new PngData(png);
        if (!IsZlib(data))
        {
            return "its pixels are not packed as PNG says";
        }

        using var inflate = new DeflateStream(data, CompressionMode.Decompress);
        return Count(inflate, data.Header);
    }

    // RFC 1950, 2.2
    private static bool IsZlib(Stream data) =>
        (data.ReadByte(), data.ReadByte()) is var (method, flags)
        && flags >= 0 && (method & 15) == 8 && ((method << 8) | flags) % 31 == 0 && (flags & 0x20) == 0;

    private static string? Count(Stream inflate, PngHeader header)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferLength);
        try
        {
            var total = header.Passes().Sum(pass => pass.Rows);
            var rows = 0L;
            using var passes = header.Passes().GetEnumerator();
            var (left, rowsLeft) = (0L, 0L);
            while (true)
            {
                var read = Read(inflate, buffer);
                if (read == 0)
                {
                    return FormattableString.Invariant($"only {rows:N0} of its {total:N0} rows are there");
                }

                for (var at = 0; at < read;)
                {
                    if (left == 0)
                    {
                        if (rowsLeft == 0)
                        {
                            passes.MoveNext();
                            rowsLeft = passes.Current.Rows;
                        }

                        if (buffer[at++] > LastFilter)
                        {
                            return FormattableString.Invariant($"only {rows:N0} of its {total:N0} rows make sense");
                        }

                        left = passes.Current.RowBytes;
                    }

                    var step = (int)Math.Min(left, read - at);
                    (at, left) = (at + step, left - step);
                    if (left == 0)
                    {
                        rowsLeft--;
                        if (++rows == total)
                        {
                            return null;
                        }
                    }
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    // what comes behind the last row is of no interest, so a wrong sum behind it neither
    private static int Read(Stream inflate, byte[] buffer)
    {
        try
        {
            return inflate.Read(buffer, 0, BufferLength);
        }
        catch (InvalidDataException)
        {
            return 0;
        }
    }
}
