using System.Text;

namespace NanoBanana.Client.Imaging.Metadata;

/// <summary>
/// A PNG that is being copied chunk by chunk. Decoders do with a file that ends early once the rows are there; its copy gets an end.
/// </summary>
/// <param name="target">Seekable.</param>
internal sealed class PngCopy(Stream target)
{
    private const int ChunkHead = 8;

    /// <summary>Where the chunk begins in the copy; null between chunks.</summary>
    private long? _at;

    private string _type = string.Empty;
    private uint _length;

    /// <summary>True once pixels were copied: from there on only they and the end matter.</summary>
    public bool HasPixels { get; private set; }

    /// <summary>Copies a chunk, of which name and length were read.</summary>
    /// <exception cref="ImageFormatException">The file ends before the chunk does.</exception>
    public void Copy(ByteWalker bytes, byte[] name, uint length)
    {
        (_at, _type, _length) = (target.Position, Encoding.ASCII.GetString(name), length);
        HasPixels |= _type is "IDAT";
        target.WriteUInt32(length);
        target.WriteAll(name);
        bytes.Skip(length + 4L, target.Write);
        _at = null;
    }

    /// <summary>Ends the copy of a file that ended early: of a chunk of pixels what there is of it stays, any other goes.</summary>
    public void Close()
    {
        if (_at is { } at)
        {
            // without the checksum, of which a part may be there
            var pixels = new byte[_type is "IDAT" ? Math.Max(0, Math.Min(_length, target.Length - at - ChunkHead)) : 0];
            target.Position = at + ChunkHead;
            var read = target.Read(pixels, 0, pixels.Length);
            target.SetLength(at);
            target.Position = at;
            if (read > 0)
            {
                PngChunk.Write(target, "IDAT", pixels.AsSpan(0, read).ToArray());
            }
        }

        PngChunk.Write(target, "IEND", []);
    }
}
