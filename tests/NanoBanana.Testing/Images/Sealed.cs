using System.Formats.Cbor;
using System.Security.Cryptography;
using System.Text;

namespace NanoBanana.Testing;

/// <summary>
/// A PNG with a C2PA manifest store whose hash assertion is right; it is not signed, which is not checked here.
/// </summary>
public static class Sealed
{
    private const int BehindHeader = 8 + 25;

    /// <summary>The picture with the manifest behind its header.</summary>
    /// <param name="png">A whole PNG.</param>
    public static byte[] Png(byte[] png)
    {
        // the hash leaves the chunk itself out, so its length must be known first
        var length = PngParts.Chunk("caBX", Store(new byte[32], 0)).Length;
        var hash = SHA256.HashData([.. png.AsSpan(0, BehindHeader), .. png.AsSpan(BehindHeader)]);
        return [.. png.AsSpan(0, BehindHeader), .. PngParts.Chunk("caBX", Store(hash, length)), .. png.AsSpan(BehindHeader)];
    }

    private static byte[] Store(byte[] hash, int length)
    {
        var cbor = new CborWriter();
        cbor.WriteStartMap(3);
        cbor.WriteTextString("exclusions");
        cbor.WriteStartArray(1);
        cbor.WriteStartMap(2);
        cbor.WriteTextString("start");
        cbor.WriteInt32(BehindHeader);
        cbor.WriteTextString("length");

        // five bytes whatever the number is
        cbor.WriteEncodedValue([0x1A, (byte)(length >> 24), (byte)(length >> 16), (byte)(length >> 8), (byte)length]);
        cbor.WriteEndMap();
        cbor.WriteEndArray();
        cbor.WriteTextString("alg");
        cbor.WriteTextString("sha256");
        cbor.WriteTextString("hash");
        cbor.WriteByteString(hash);
        cbor.WriteEndMap();
        return Labelled("c2pa", Labelled("urn:uuid:1", Labelled("c2pa.assertions", Labelled("c2pa.hash.data", Box("cbor", cbor.Encode())))));
    }

    private static byte[] Labelled(string label, byte[] content) =>
        Box("jumb", [.. Box("jumd", [.. new byte[16], 3, .. Encoding.UTF8.GetBytes(label), 0]), .. content]);

    private static byte[] Box(string type, byte[] content)
    {
        var length = content.Length + 8;
        return [(byte)(length >> 24), (byte)(length >> 16), (byte)(length >> 8), (byte)length, .. Encoding.ASCII.GetBytes(type), .. content];
    }
}
