using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace NanoBanana.Client.Tests.Support;

/// <summary>Grey PNG images, written by hand so that each chunk can be spoiled.</summary>
internal static class PngBytes
{
    private static readonly byte[] Signature = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    public static byte[] Make(int width, int height) => [.. Signature, .. Chunk("IHDR", Header(width, height)), .. Chunk("IDAT", Pixels(width, height)), .. Chunk("IEND", [])];

    /// <summary>A whole file without a picture in it.</summary>
    public static byte[] WithoutPixels(int width, int height) => [.. Signature, .. Chunk("IHDR", Header(width, height)), .. Chunk("IEND", [])];

    /// <summary>A header that claims more than the pixels hold.</summary>
    public static byte[] Claiming(int width, int height) => [.. Signature, .. Chunk("IHDR", Header(width, height)), .. Chunk("IDAT", Pixels(1, 1)), .. Chunk("IEND", [])];

    /// <summary>A whole image of at least so many bytes: the rest is a private chunk.</summary>
    public static byte[] OfLength(int bytes) =>
        [.. Signature, .. Chunk("IHDR", Header(1, 1)), .. Chunk("teSt", new byte[bytes]), .. Chunk("IDAT", Pixels(1, 1)), .. Chunk("IEND", [])];

    /// <summary>A whole image with one more chunk before its pixels.</summary>
    public static byte[] WithChunk(string type, byte[] data) => [.. Signature, .. Chunk("IHDR", Header(1, 1)), .. Chunk(type, data), .. Chunk("IDAT", Pixels(1, 1)), .. Chunk("IEND", [])];

    /// <summary>So many zeros, packed.</summary>
    public static byte[] Zeros(int count) => Packed(new byte[count]);

    private static byte[] Header(int width, int height)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        header[8] = 8;
        return header;
    }

    private static byte[] Pixels(int width, int height) => Packed(new byte[(width + 1) * height]);

    private static byte[] Packed(byte[] plain)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            zlib.Write(plain);
        }

        return packed.ToArray();
    }

    private static byte[] Chunk(string type, byte[] data)
    {
        byte[] body = [.. Encoding.ASCII.GetBytes(type), .. data];
        return [.. BigEndian((uint)data.Length), .. body, .. BigEndian(Crc(body))];
    }

    private static byte[] BigEndian(uint value) => [(byte)(value >> 24), (byte)(value >> 16), (byte)(value >> 8), (byte)value];

    private static uint Crc(byte[] bytes)
    {
        var crc = uint.MaxValue;
        foreach (var each in bytes)
        {
            crc ^= each;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) == 1 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
            }
        }

        return ~crc;
    }
}
