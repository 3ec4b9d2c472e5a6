using System.IO.Hashing;
using System.Text;
using NanoBanana.Http1;

namespace NanoBanana.Emulation.Images;

/// <summary>Writes a picture as a PNG of 8 bits per channel, with text in its metadata.</summary>
internal static class PngWriter
{
    private const byte FilterNone = 0;
    private const byte FilterUp = 2;

    private static readonly byte[] Signature = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    public static byte[] Write(Picture picture, IEnumerable<KeyValuePair<string, string>> texts)
    {
        using var png = new MemoryStream();
        png.Write(Signature, 0, Signature.Length);
        Chunk(png, "IHDR", Header(picture.Size));
        foreach (var text in texts)
        {
            WriteText(png, text.Key, text.Value.Replace("\0", ""));
        }

        Chunk(png, "IDAT", Pack(picture));
        Chunk(png, "IEND", []);
        return png.ToArray();
    }

    private static byte[] Header(PixelSize size)
    {
        const byte bitDepth = 8, trueColour = 2, deflate = 0, adaptive = 0, notInterlaced = 0;
        return [.. BigEndian.Bytes((uint)size.Width), .. BigEndian.Bytes((uint)size.Height), bitDepth, trueColour, deflate, adaptive, notInterlaced];
    }

    // Of eight rows of cells the first is written out, and the others say "as the row above".
    private static byte[] Pack(Picture picture)
    {
        const int channels = 3;
        using var packed = new MemoryStream();
        var deflater = new Deflater(packed);
        deflater.Begin();
        for (var y = 0; y < picture.Size.Height; y++)
        {
            if (y % Picture.CellSize == 0)
            {
                WriteCells(deflater, picture, y / Picture.CellSize);
            }
            else
            {
                deflater.Literal(FilterUp);
                deflater.Zeros(picture.Size.Width * channels);
            }
        }

        deflater.End();
        return packed.ToArray();
    }

    private static void WriteCells(Deflater deflater, Picture picture, int row)
    {
        deflater.Literal(FilterNone);
        for (var column = 0; column < picture.Columns; column++)
        {
            var (red, green, blue) = picture.Get(column, row);
            deflater.Literal(red);
            deflater.Literal(green);
            deflater.Literal(blue);
            var width = Math.Min(Picture.CellSize, picture.Size.Width - (column * Picture.CellSize));
            deflater.Triples(red, green, blue, width - 1);
        }
    }

    private static void WriteText(Stream png, string keyword, string text)
    {
        if (Latin1.Fits(text))
        {
            Chunk(png, "tEXt", [.. Latin1.ToBytes(keyword), 0, .. Latin1.ToBytes(text)]);
        }
        else
        {
            // Not compressed, no language tag, no translated keyword.
            Chunk(png, "iTXt", [.. Latin1.ToBytes(keyword), 0, 0, 0, 0, 0, .. Encoding.UTF8.GetBytes(text)]);
        }
    }

    private static void Chunk(Stream png, string type, byte[] data)
    {
        byte[] body = [.. Latin1.ToBytes(type), .. data];
        png.Write(BigEndian.Bytes((uint)data.Length), 0, 4);
        png.Write(body, 0, body.Length);
        png.Write(BigEndian.Bytes(Crc32.HashToUInt32(body)), 0, 4);
    }
}
