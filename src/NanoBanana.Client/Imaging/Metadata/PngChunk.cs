using System.IO.Hashing;
using System.Text;

namespace NanoBanana.Client.Imaging.Metadata;

/// <summary>One chunk of a PNG: length, type, data and CRC (W3C PNG, 5.3).</summary>
internal static class PngChunk
{
    public static void Write(Stream target, string type, byte[] data)
    {
        var name = Encoding.ASCII.GetBytes(type);
        var crc = new Crc32();
        crc.Append(name);
        crc.Append(data);
        target.WriteUInt32((uint)data.Length);
        target.WriteAll(name);
        target.WriteAll(data);
        target.WriteUInt32(crc.GetCurrentHashAsUInt32());
    }
}
