using System.Buffers;

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
        using var pixels = new PngInflate(png);
        return pixels.Open() ? Count(pixels) : "its pixels are not compressed as PNG requires";
    }

    private static string? Count(PngInflate pixels)
    {
        var header = pixels.Header;
        var buffer = ArrayPool<byte>.Shared.Rent(BufferLength);
        try
        {
            var total = header.Passes().Sum(pass => pass.Rows);
            var rows = 0L;
            using var passes = header.Passes().GetEnumerator();
            var (left, rowsLeft) = (0L, 0L);
            while (true)
            {
                var read = pixels.Read(buffer);
                if (read == 0)
                {
                    return FormattableString.Invariant($"only {rows:N0} of its {total:N0} rows are in the file");
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
                            return FormattableString.Invariant($"only {rows:N0} of its {total:N0} rows are valid");
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
}
