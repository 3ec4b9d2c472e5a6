using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;
using System.Text;

namespace NanoBanana.Testing;

/// <summary>What a PNG file is made of, one by one, so that each can be left out or spoiled.</summary>
public static class PngParts
{
    public static byte[] Signature { get; } = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    public static byte[] End { get; } = Chunk("IEND", []);

    /// <summary>The header of an image of 8 bits per channel.</summary>
    public static byte[] Header(int width, int height, byte depth = 8, byte colour = 0, bool interlaced = false) =>
        Chunk("IHDR", [.. BigEndian((uint)width), .. BigEndian((uint)height), depth, colour, 0, 0, interlaced ? (byte)1 : (byte)0]);

    /// <summary>The pixels: each row begins with the byte of its filter.</summary>
    public static byte[] Pixels(byte[] rows) => Chunk("IDAT", Packed(rows));

    /// <summary>Length, type, data, and the CRC over type and data.</summary>
    public static byte[] Chunk(string type, byte[] data)
    {
        byte[] body = [.. Encoding.ASCII.GetBytes(type), .. data];
        return [.. BigEndian((uint)data.Length), .. body, .. BigEndian(Crc32.HashToUInt32(body))];
    }

    public static byte[] Packed(byte[] plain, CompressionLevel level = CompressionLevel.Optimal)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, level, leaveOpen: true))
        {
            zlib.Write(plain);
        }

        return packed.ToArray();
    }

    private static byte[] BigEndian(uint value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
        return bytes;
    }
}
