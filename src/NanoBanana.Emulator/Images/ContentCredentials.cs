using System.IO.Hashing;
using System.Text;
using NanoBanana.Http1;

namespace NanoBanana.Emulation.Images;

/// <summary>
/// An empty container of Content Credentials (C2PA) in our PNGs and JPEGs: a JUMBF box that is labelled and found as one, and holds
/// no manifest. A validator learns that something is there, and that it proves nothing.
/// </summary>
internal static class ContentCredentials
{
    private const string Label = "c2pa";

    // The type of a C2PA manifest store: "c2pa" and the tail that all JUMBF types have.
    private static readonly byte[] StoreType = [.. Latin1.ToBytes(Label), 0x00, 0x11, 0x00, 0x10, 0x80, 0x00, 0x00, 0xAA, 0x00, 0x38, 0x9B, 0x71];

    public static byte[] Seal(byte[] image) => ImageSniffer.StartsWith(image, 0, 0xFF, 0xD8) ? InJpeg(image) : InPng(image);

    // Right behind the header, which is of 25 bytes and comes after the signature of 8.
    private static byte[] InPng(byte[] png)
    {
        const int behindHeader = 33;
        var (type, data) = (Latin1.ToBytes("caBX"), Store());
        return
        [
            .. png.Take(behindHeader),
            .. BigEndian.Bytes((uint)data.Length), .. type, .. data, .. BigEndian.Bytes(Crc32.HashToUInt32([.. type, .. data])),
            .. png.Skip(behindHeader),
        ];
    }

    // APP11 (ISO 19566-5): "JP", box instance 1, packet 1, then the box.
    private static byte[] InJpeg(byte[] jpeg)
    {
        byte[] content = [.. Latin1.ToBytes("JP"), .. BigEndian.Bytes((ushort)1), .. BigEndian.Bytes(1u), .. Store()];
        return [.. jpeg.Take(2), 0xFF, 0xEB, .. BigEndian.Bytes((ushort)(content.Length + 2)), .. content, .. jpeg.Skip(2)];
    }

    private static byte[] Store()
    {
        const byte requestableWithLabel = 3;
        return Box("jumb", Box("jumd", [.. StoreType, requestableWithLabel, .. Encoding.ASCII.GetBytes(Label), 0]));
    }

    private static byte[] Box(string type, byte[] content) => [.. BigEndian.Bytes((uint)(content.Length + 8)), .. Latin1.ToBytes(type), .. content];
}
