using System.IO.Hashing;
using System.Text;
using NanoBanana.Emulation.Http;
using NanoBanana.Http1;

namespace NanoBanana.Emulation.Images;

/// <summary>Writes a picture as an 8-bit palette PNG, with texts in its metadata.</summary>
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
        Chunk(png, "PLTE", picture.Palette.Rgb);
        foreach (var text in texts)
        {
            WriteText(png, text.Key, text.Value.Replace("\0", ""));
        }

        Chunk(png, "IDAT", ZlibFrame.Pack(Scanlines(picture)));
        Chunk(png, "IEND", []);
        return png.ToArray();
    }

    private static byte[] Header(PixelSize size)
    {
        const byte bitDepth = 8, palette = 3, deflate = 0, adaptive = 0, notInterlaced = 0;
        return [.. BigEndian.Bytes((uint)size.Width), .. BigEndian.Bytes((uint)size.Height), bitDepth, palette, deflate, adaptive, notInterlaced];
    }

    private static byte[] Scanlines(Picture picture)
    {
        var width = picture.Size.Width;
        var stride = width + 1;
        var lines = new byte[stride * picture.Size.Height];
        for (var y = 0; y < picture.Size.Height; y++)
        {
            var line = y * stride;
            if (y % Picture.CellSize != 0)
            {
                // "As the row above": the rest of the line is zeros.
                lines[line] = FilterUp;
                continue;
            }

            lines[line] = FilterNone;
            for (var x = 0; x < width; x++)
            {
                lines[line + 1 + x] = picture[x / Picture.CellSize, y / Picture.CellSize];
            }
        }

        return lines;
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
