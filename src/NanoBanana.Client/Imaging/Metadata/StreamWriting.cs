using System.Text;

namespace NanoBanana.Client.Imaging.Metadata;

/// <summary>Numbers and names as the formats write them.</summary>
internal static class StreamWriting
{
    public static void WriteUInt16(this Stream target, int value) => target.Write([(byte)(value >> 8), (byte)value], 0, 2);

    public static void WriteUInt32(this Stream target, uint value) =>
        target.Write([(byte)(value >> 24), (byte)(value >> 16), (byte)(value >> 8), (byte)value], 0, 4);

    public static void WriteUInt32LittleEndian(this Stream target, uint value) =>
        target.Write([(byte)value, (byte)(value >> 8), (byte)(value >> 16), (byte)(value >> 24)], 0, 4);

    public static void WriteAll(this Stream target, byte[] bytes) => target.Write(bytes, 0, bytes.Length);

    /// <summary>True if the bytes begin with this text.</summary>
    /// <param name="bytes">Of a file.</param>
    /// <param name="text">ASCII only.</param>
    public static bool StartsWith(this byte[] bytes, string text) => bytes.AsSpan().StartsWith(Encoding.ASCII.GetBytes(text));
}
