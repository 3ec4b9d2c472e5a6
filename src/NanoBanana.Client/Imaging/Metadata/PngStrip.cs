using System.Text;

namespace NanoBanana.Client.Imaging.Metadata;

/// <summary>PNG chunk by chunk (W3C PNG, section 11): what pixels, colour and animation need is copied, the rest is not.</summary>
internal static class PngStrip
{
    public static void Copy(ByteWalker bytes, Stream target, int orientation, List<string> removed)
    {
        target.WriteAll(bytes.ReadBytes(8));
        var chunk = new PngCopy(target);
        try
        {
            CopyChunks(bytes, target, orientation, removed, chunk);
        }
        catch (ImageFormatException) when (chunk.HasPixels)
        {
            // decoders do with a file that lacks its end once the rows are there; the copy gets one
            chunk.Close();
        }
    }

    private static void CopyChunks(ByteWalker bytes, Stream target, int orientation, List<string> removed, PngCopy chunk)
    {
        string type;
        do
        {
            var length = bytes.ReadUInt32();
            var name = bytes.ReadBytes(4);
            type = Encoding.ASCII.GetString(name);
            if (!IsWanted(type))
            {
                removed.Add(NameOf(type));
                bytes.Skip(length + 4L);
                continue;
            }

            chunk.Copy(bytes, name, length);
            if (type is "IHDR" && orientation is not 1)
            {
                PngChunk.Write(target, "eXIf", ExifOrientation.Block(orientation));
            }
        }
        while (type is not "IEND");
    }

    // an allow list: pixels and transparency; colour (11.3.2); animation (11.3.6)
    private static bool IsWanted(string type) => type is "IHDR" or "PLTE" or "IDAT" or "IEND" or "tRNS"
        or "gAMA" or "cHRM" or "sRGB" or "iCCP" or "cICP" or "mDCV" or "cLLI"
        or "acTL" or "fcTL" or "fdAT";

    private static string NameOf(string type) => type switch
    {
        "eXIf" or "zxIf" => "EXIF",
        "tEXt" or "zTXt" or "iTXt" => "text (XMP, IPTC or comments)",
        "tIME" => "a time",
        "caBX" => "Content Credentials",
        "pHYs" => "a resolution",
        _ => $"a {type} chunk",
    };
}
