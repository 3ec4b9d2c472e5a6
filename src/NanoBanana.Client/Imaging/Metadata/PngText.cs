using System.Text;

namespace NanoBanana.Client.Imaging.Metadata;

/// <summary>Text chunks of a PNG (W3C PNG, 11.3.3.4); XMP is in one of them.</summary>
internal static class PngText
{
    private const string XmpName = "XML:com.adobe.xmp";

    public static void Copy(Stream source, Stream target, ImageDescription description)
    {
        // XMP belongs before the pixels, where readers that stop early find it; the image may have some behind them
        var hasXmp = HasXmp(source);
        source.Position = 0;
        using var bytes = new ByteWalker(source) { Format = OutputFormats.Png };
        target.WriteAll(bytes.ReadBytes(8));
        var chunk = new PngCopy(target);
        try
        {
            CopyChunks(bytes, target, description, hasXmp, chunk);
            bytes.CopyRest(target);
        }
        catch (ImageFormatException) when (chunk.HasPixels)
        {
            chunk.Close();
        }
    }

    private static void CopyChunks(ByteWalker bytes, Stream target, ImageDescription description, bool hasXmp, PngCopy chunk)
    {
        string type;
        do
        {
            var length = bytes.ReadUInt32();
            var name = bytes.ReadBytes(4);
            type = Encoding.ASCII.GetString(name);
            if (type is "iTXt")
            {
                CopyText(bytes, target, bytes.ReadAvailable(length), description);
            }
            else
            {
                chunk.Copy(bytes, name, length);
            }

            if (type is "IHDR")
            {
                WriteEntries(target, description, hasXmp);
            }
        }
        while (type is not "IEND");
    }

    private static void CopyText(ByteWalker bytes, Stream target, byte[] text, ImageDescription description)
    {
        // a truncated text is ignored
        bytes.Skip(4);
        PngChunk.Write(target, "iTXt", Xmp(text) is { } xmp ? Text(XmpName, XmpPacket.With(xmp, description)) : text);
    }

    private static bool HasXmp(Stream source)
    {
        using var bytes = new ByteWalker(source) { Format = OutputFormats.Png };
        bytes.Skip(8);
        try
        {
            string type;
            do
            {
                var length = bytes.ReadUInt32();
                type = Encoding.ASCII.GetString(bytes.ReadBytes(4));
                if (type is "iTXt" && Xmp(bytes.ReadAvailable(length)) is not null)
                {
                    return true;
                }

                bytes.Skip((type is "iTXt" ? 0 : length) + 4L);
            }
            while (type is not "IEND");
        }
        catch (ImageFormatException)
        {
            // it ends early, and decoders may have its rows all the same
        }

        return false;
    }

    private static void WriteEntries(Stream target, ImageDescription description, bool hasXmp)
    {
        foreach (var entry in description.Entries())
        {
            PngChunk.Write(target, "iTXt", Text(entry.Key, Encoding.UTF8.GetBytes(entry.Value)));
        }

        if (!hasXmp)
        {
            PngChunk.Write(target, "iTXt", Text(XmpName, XmpPacket.New(description)));
        }
    }

    // name, not compressed, no language, no translated name
    private static byte[] Text(string name, byte[] text) => [.. Encoding.ASCII.GetBytes(name), 0, 0, 0, 0, 0, .. text];

    // a compressed one, which XMP does not allow, is left alone
    private static byte[]? Xmp(byte[] chunk)
    {
        byte[] start = [.. Encoding.ASCII.GetBytes(XmpName), 0, 0, 0, 0, 0];
        return chunk.AsSpan().StartsWith(start) ? chunk.AsSpan(start.Length).ToArray() : null;
    }
}
