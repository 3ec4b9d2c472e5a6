using System.IO.Hashing;
using System.Text;

namespace NanoBanana.Client.Imaging;

/// <summary>PNG chunk by chunk, each with its CRC, to IEND (W3C PNG, section 5). A wrong CRC of a chunk that decoders may skip is a flaw.</summary>
internal static class PngWalk
{
    public static void Walk(ByteWalker bytes, ImageFindings found)
    {
        bytes.Skip(8);
        var hasPalette = false;
        PngHeader header = default;
        while (true)
        {
            var length = bytes.ReadUInt32();
            var name = bytes.ReadBytes(4);
            var type = Encoding.ASCII.GetString(name);
            if (!name.All(each => each is (>= (byte)'A' and <= (byte)'Z') or (>= (byte)'a' and <= (byte)'z')))
            {
                throw ImageFormatException.Damaged(OutputFormats.Png, FormattableString.Invariant($"it has no chunk at byte {bytes.Position - 8:N0}"));
            }

            var isFirst = header == default;
            if (isFirst && type is not "IHDR")
            {
                throw ImageFormatException.Damaged(OutputFormats.Png, type is "CgBI" ? "it is Apple's CgBI variant of PNG, which only Apple's decoder opens" : "its header is missing");
            }

            hasPalette |= type is "PLTE";
            found.HasManifest |= type is "caBX";
            if (type is "IDAT" && !found.HasPixels)
            {
                found.HasPixels = true;
                CheckBeforePixels(found, header, hasPalette);
            }

            header = ReadChunk(bytes, found, name, type, length) ?? header;
            if (type is "IEND")
            {
                found.End = bytes.Position;
                return;
            }
        }
    }

    private static void CheckBeforePixels(ImageFindings found, PngHeader header, bool hasPalette)
    {
        if (header.Colour == PngHeader.Palette && !hasPalette)
        {
            found.Damaged("its palette is missing");
        }
    }

    private static PngHeader? ReadChunk(ByteWalker bytes, ImageFindings found, byte[] name, string type, uint length)
    {
        PngHeader? header = null;
        var crc = new Crc32();
        crc.Append(name);
        if (type is "IHDR" && length == PngHeader.Length)
        {
            var data = bytes.ReadBytes(PngHeader.Length);
            crc.Append(data);
            header = ReadHeader(found, data);
        }
        else
        {
            bytes.Skip(length, (buffer, offset, count) => crc.Append(buffer.AsSpan(offset, count)));
        }

        found.Pixels |= type is "acTL" ? PixelKind.Animated : PixelKind.Plain;
        CheckCrc(bytes, found, type, crc.GetCurrentHashAsUInt32());
        if (IsCritical(type) && type is not ("IHDR" or "PLTE" or "IDAT" or "IEND"))
        {
            found.Damaged($"it has a {type} chunk, which decoders do not know");
        }

        return header;
    }

    private static PngHeader ReadHeader(ImageFindings found, byte[] data)
    {
        var (header, problem) = PngHeader.Read(data);
        (found.Width, found.Height) = (header.Width, header.Height);
        found.Pixels |= header.Depth == 16 ? PixelKind.Deep : PixelKind.Plain;
        if (problem is not null)
        {
            found.Damaged(problem);
        }

        return header;
    }

    private static void CheckCrc(ByteWalker bytes, ImageFindings found, string type, uint computed)
    {
        if (bytes.ReadUInt32() == computed)
        {
            return;
        }

        var what = FormattableString.Invariant($"the checksum of its {type} chunk before byte {bytes.Position:N0} is wrong");
        if (IsCritical(type) && type is not "IEND")
        {
            found.Damaged(what);
        }
        else
        {
            found.WrongChecksum(what);
        }
    }

    private static bool IsCritical(string type) => type[0] is >= 'A' and <= 'Z';
}
