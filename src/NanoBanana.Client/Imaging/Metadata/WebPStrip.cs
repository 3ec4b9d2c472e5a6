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
        var copied = new Copied();
        try
        {
            CopyChunks(bytes, target, left, orientation, removed, copied);
        }
        catch (ImageFormatException) when (copied.HasPixels)
        {
            // decoders do with a file that ends early once the rows are there
        }

        // only the extended form can carry an orientation, so only there can one have been
        if (copied.IsExtended && orientation is not 1)
        {
            WebPChunk.Write(target, "EXIF", ExifOrientation.Block(orientation));
        }

        WebPChunk.WriteHeader(target);
    }

    private static void CopyChunks(ByteWalker bytes, Stream target, long left, int orientation, List<string> removed, Copied copied)
    {
        while (left >= 8)
        {
            var name = bytes.ReadBytes(4);
            var type = Encoding.ASCII.GetString(name);
            var length = bytes.ReadUInt32LittleEndian();
            var padded = length + (length & 1L);
            left -= 8 + padded;
            copied.HasPixels |= WebPChunk.IsPixels(type);
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
            var at = target.Position;
            if (type is "VP8X" && length > 0)
            {
                copied.IsExtended = true;
                var flags = bytes.ReadByte() & ~(WebPChunk.ExifFlag | WebPChunk.XmpFlag);
                target.WriteByte((byte)(orientation is 1 ? flags : flags | WebPChunk.ExifFlag));
                padded--;
            }

            Copy(bytes, target, at, length, padded);
        }
    }

    // a frame holds chunks itself, and may hold unknown ones
    private static void CopyFrame(ByteWalker bytes, Stream target, long length, List<string> removed)
    {
        var whole = bytes.ReadAvailable(length);
        using var inner = new ByteWalker(new MemoryStream(whole)) { Format = OutputFormats.WebP };
        using var frame = new MemoryStream();
        frame.WriteAll(inner.ReadBytes(FrameHeaderLength));
        try
        {
            CopyChunks(inner, frame, whole.Length - FrameHeaderLength, orientation: 1, removed, new Copied());
        }
        catch (ImageFormatException)
        {
            // as with the whole file: what is there of the frame is copied
        }

        WebPChunk.Write(target, "ANMF", frame.ToArray());
        if (whole.Length < length)
        {
            throw ImageFormatException.Damaged(OutputFormats.WebP, "a frame is truncated");
        }
    }

    // some writers leave the last padding byte out; a chunk that is cut short gets the length of what there is
    private static void Copy(ByteWalker bytes, Stream target, long at, uint length, long padded)
    {
        try
        {
            bytes.Skip(padded, target.Write);
        }
        catch (ImageFormatException)
        {
            var there = target.Position - at;
            if (there < length)
            {
                target.Position = at - 4;
                target.WriteUInt32LittleEndian((uint)there);
                target.Position = at + there;
            }

            if ((there & 1) == 1)
            {
                target.WriteByte(0);
            }

            throw;
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

    /// <summary>What was copied so far.</summary>
    private sealed class Copied
    {
        /// <summary>True once VP8X was copied.</summary>
        public bool IsExtended { get; set; }

        /// <summary>True once pixels began: a file that ends after them may be one that decoders read.</summary>
        public bool HasPixels { get; set; }
    }
}
