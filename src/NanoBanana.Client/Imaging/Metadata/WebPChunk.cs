using System.Text;

namespace NanoBanana.Client.Imaging.Metadata;

/// <summary>One chunk of a WebP: type, length, data, and a byte that makes the length even (RFC 9649, 2.3).</summary>
internal static class WebPChunk
{
    /// <summary>Of VP8X (RFC 9649, 2.7).</summary>
    public const byte ExifFlag = 0x08;

    /// <summary>Of VP8X (RFC 9649, 2.7).</summary>
    public const byte XmpFlag = 0x04;

    /// <summary>True for a chunk that holds coded pixels: a file that ends after it began may be one that decoders read.</summary>
    public static bool IsPixels(string type) => type is "VP8 " or "VP8L" or "ANMF";

    public static void Write(Stream target, string type, byte[] data)
    {
        target.WriteAll(Encoding.ASCII.GetBytes(type));
        target.WriteUInt32LittleEndian((uint)data.Length);
        target.WriteAll(data);
        if ((data.Length & 1) == 1)
        {
            target.WriteByte(0);
        }
    }

    /// <summary>Writes the first 12 bytes once the length is known.</summary>
    /// <param name="target">Seekable; a WebP from its start to its end.</param>
    public static void WriteHeader(Stream target)
    {
        var length = target.Length;
        target.Position = 0;
        target.WriteAll(Encoding.ASCII.GetBytes("RIFF"));
        target.WriteUInt32LittleEndian((uint)(length - 8));
        target.WriteAll(Encoding.ASCII.GetBytes("WEBP"));
        target.Position = length;
    }
}
