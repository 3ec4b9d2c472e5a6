using System.Text;

namespace NanoBanana.Client.Imaging.Metadata;

/// <summary>WebP chunk by chunk (RFC 9649): what pixels, colour and animation need is copied, the rest is not, and the header says so.</summary>
internal static class WebPStrip
{
    private const int HeaderLength = 12;
    private const int FrameHeaderLength = 16;

    public static void Copy(ByteWalker bytes, Stream target, int orientation, List<string> removed)
    {
        bytes.Skip(4);
        var left = (long)bytes.ReadUInt32LittleEndian() - 4;
        bytes.Skip(4);
        target.WriteAll(new byte[HeaderLength]);
        var extended = CopyChunks(bytes, target, left, orientation, removed);

        // only the extended form can carry an orientation, so only there can one have been
        if (extended && orientation is not 1)
        {
            WebPChunk.Write(target, "EXIF", ExifOrientation.Block(orientation));
        }

        WebPChunk.WriteHeader(target);
    }

    private static bool CopyChunks(ByteWalker bytes, Stream target, long left, int orientation, List<string> removed)
    {
        var extended = false;
        while (left >= 8)
        {
            var name = bytes.ReadBytes(4);
            var type = Encoding.ASCII.GetString(name);
            var length = bytes.ReadUInt32LittleEndian();
            var padded = length + (length & 1L);
            left -= 8 + padded;
            if (type is "ANMF" && length >= FrameHeaderLength)
            {
                CopyFrame(bytes, target, padded, removed);
                continue;
            }

            if (!IsWanted(type))
            {
                removed.Add(NameOf(type));
                bytes.Skip(padded);
                continue;
            }

            target.WriteAll(name);
            target.WriteUInt32LittleEndian(length);
            if (type is "VP8X" && length > 0)
            {
                extended = true;
                var flags = bytes.ReadByte() & ~(WebPChunk.ExifFlag | WebPChunk.XmpFlag);
                target.WriteByte((byte)(orientation is 1 ? flags : flags | WebPChunk.ExifFlag));
                padded--;
            }

            Copy(bytes, target, padded);
        }

        return extended;
    }

    // a frame holds chunks itself, and may hold unknown ones
    private static void CopyFrame(ByteWalker bytes, Stream target, long length, List<string> removed)
    {
        using var frame = new MemoryStream();
        frame.WriteAll(bytes.ReadBytes(FrameHeaderLength));
        CopyChunks(bytes, frame, length - FrameHeaderLength, orientation: 1, removed);
        WebPChunk.Write(target, "ANMF", frame.ToArray());
    }

    // some writers leave the last padding byte out
    private static void Copy(ByteWalker bytes, Stream target, long padded)
    {
        var written = 0L;
        try
        {
            bytes.Skip(padded, (buffer, offset, count) =>
            {
                target.Write(buffer, offset, count);
                written += count;
            });
        }
        catch (ImageFormatException) when (written == padded - 1)
        {
            target.WriteByte(0);
        }
    }

    private static bool IsWanted(string type) => type is "VP8X" or "VP8 " or "VP8L" or "ALPH" or "ANIM" or "ICCP";

    private static string NameOf(string type) => type switch
    {
        "EXIF" => "EXIF",
        "XMP " => "XMP",
        "C2PA" => "Content Credentials",
        _ => $"a {new string([.. type.Where(each => each is > ' ' and <= '~')])} chunk",
    };
}
