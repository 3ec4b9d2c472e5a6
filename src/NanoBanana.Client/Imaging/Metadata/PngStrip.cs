using System.Text;

namespace NanoBanana.Client.Imaging.Metadata;

/// <summary>PNG chunk by chunk (W3C PNG, section 11): text, time and EXIF are left out.</summary>
internal static class PngStrip
{
    public static void Copy(ByteWalker bytes, Stream target, int orientation, List<string> removed)
    {
        target.WriteAll(bytes.ReadBytes(8));
        string type;
        do
        {
            var length = bytes.ReadUInt32();
            var name = bytes.ReadBytes(4);
            type = Encoding.ASCII.GetString(name);
            if (Unwanted(type) is { } what)
            {
                bytes.Skip(length + 4L);
                removed.Add(what);
                continue;
            }

            target.WriteUInt32(length);
            target.WriteAll(name);
            bytes.Skip(length + 4L, target.Write);
            if (type is "IHDR" && orientation is not 1)
            {
                WriteOrientation(target, orientation);
            }
        }
        while (type is not "IEND");
    }

    private static void WriteOrientation(Stream target, int orientation)
    {
        var name = Encoding.ASCII.GetBytes("eXIf");
        var block = ExifOrientation.Block(orientation);
        var crc = new Crc32();
        crc.Append(name, 0, name.Length);
        crc.Append(block, 0, block.Length);
        target.WriteUInt32((uint)block.Length);
        target.WriteAll(name);
        target.WriteAll(block);
        target.WriteUInt32(crc.Value);
    }

    private static string? Unwanted(string type) => type switch
    {
        "eXIf" or "zxIf" => "EXIF",
        "tEXt" or "zTXt" or "iTXt" => "text (XMP, IPTC or comments)",
        "tIME" => "a time",
        _ => null,
    };
}
