using System.IO.Compression;
using System.Text;

namespace NanoBanana.Client.Imaging.Thumbnails;

/// <summary>Reads PNG pixels (W3C PNG, sections 7 to 11), one row in memory at a time; what is transparent becomes white.</summary>
internal static class PngReader
{
    private const int SignatureLength = 8;

    /// <summary>A few bytes of file can stand for any number of pixels.</summary>
    private const long MostPixels = 64 * 1024 * 1024;

    /// <summary>Nor has a JPEG a longer side.</summary>
    private const int LongestSide = 65_535;

    /// <returns>Null for an interlaced or an enormous picture.</returns>
    /// <exception cref="InvalidDataException">Its pixels cannot be read.</exception>
    public static Raster? Read(byte[] file, int edge)
    {
        var header = new PngHeader();
        using var packed = new MemoryStream(file.Length);
        for (var at = SignatureLength; at + 12 <= file.Length;)
        {
            var length = PngHeader.BigEndian(file, at);
            var type = Encoding.ASCII.GetString(file, at + 4, 4);
            if (length < 0 || length > file.Length - at - 12)
            {
                throw new InvalidDataException($"The {type} chunk is longer than the file.");
            }

            if (type is "IDAT")
            {
                packed.Write(file, at + 8, length);
            }
            else
            {
                header.Take(type, file, at + 8, length);
            }

            at += 12 + length;
        }

        return header.IsInterlaced || header.Width > LongestSide || header.Height > LongestSide || (long)header.Width * header.Height > MostPixels ? null : Unpack(header, packed, edge);
    }

    private static Raster Unpack(PngHeader header, MemoryStream packed, int edge)
    {
        // two bytes of zlib stand before the deflated data; the checksum behind them was checked with the file
        packed.Position = 2;
        using var pixels = new DeflateStream(packed, CompressionMode.Decompress, leaveOpen: true);
        var shrinker = new RowShrinker(header.Width, header.Height, edge);
        var row = new byte[header.BytesPerRow];
        var above = new byte[header.BytesPerRow];
        var rgb = new byte[header.Width * 3];
        for (var y = 0; y < header.Height; y++)
        {
            var filter = pixels.ReadByte();
            Fill(pixels, row);
            Unfilter(filter, row, above, header.BytesPerPixel);
            header.ToRgb(row, rgb);
            shrinker.Add(rgb);
            (row, above) = (above, row);
        }

        return shrinker.Finish();
    }

    private static void Fill(Stream pixels, byte[] row)
    {
        var filled = 0;
        while (filled < row.Length)
        {
            var read = pixels.Read(row, filled, row.Length - filled);
            filled += read > 0 ? read : throw new InvalidDataException("The pixels end early.");
        }
    }

    private static void Unfilter(int filter, byte[] row, byte[] above, int step)
    {
        // the first pixel has nothing to its left
        var first = Math.Min(step, row.Length);
        for (var i = 0; i < first; i++)
        {
            row[i] += (byte)(filter switch
            {
                0 or 1 => 0,
                2 or 4 => above[i],
                3 => above[i] / 2,
                _ => throw new InvalidDataException("A row has an unknown filter."),
            });
        }

        switch (filter)
        {
            case 1:
                for (var i = first; i < row.Length; i++)
                {
                    row[i] += row[i - step];
                }

                break;
            case 2:
                for (var i = first; i < row.Length; i++)
                {
                    row[i] += above[i];
                }

                break;
            case 3:
                for (var i = first; i < row.Length; i++)
                {
                    row[i] += (byte)((row[i - step] + above[i]) / 2);
                }

                break;
            case 4:
                for (var i = first; i < row.Length; i++)
                {
                    row[i] += (byte)Paeth(row[i - step], above[i], above[i - step]);
                }

                break;
        }
    }

    private static int Paeth(int left, int above, int corner)
    {
        var guess = left + above - corner;
        var (toLeft, toAbove, toCorner) = (Math.Abs(guess - left), Math.Abs(guess - above), Math.Abs(guess - corner));
        return toLeft <= toAbove && toLeft <= toCorner ? left : toAbove <= toCorner ? above : corner;
    }
}
