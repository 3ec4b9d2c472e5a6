using System.IO.Compression;

namespace NanoBanana.Client.Imaging;

/// <summary>
/// The unpacked pixels of a PNG up to the place where they are damaged. The framework drops what it unpacked in the call that meets
/// the damage; decoders do not, so from there it is called for one byte at a time.
/// </summary>
/// <param name="png">A PNG whose header is right.</param>
internal sealed class PngInflate(Stream png) : IDisposable
{
    private DeflateStream? _inflate;
    private long _before;
    private bool _isDamaged;

    public PngHeader Header { get; private set; }

    /// <summary>Opens the data from their start.</summary>
    /// <returns>False if they are not packed as PNG says.</returns>
    public bool Open()
    {
        _inflate?.Dispose();
        var data = new PngData(png);
        Header = data.Header;
        _inflate = new DeflateStream(data, CompressionMode.Decompress);
        return IsZlib(data);
    }

    /// <summary>The next bytes; 0 at the end, and at the damage.</summary>
    public int Read(byte[] buffer)
    {
        try
        {
            var read = _inflate!.Read(buffer, 0, _isDamaged ? 1 : buffer.Length);
            _before += read;
            return read;
        }
        catch (InvalidDataException) when (!_isDamaged)
        {
            _isDamaged = true;
            Open();
            for (var left = _before; left > 0;)
            {
                left -= _inflate!.Read(buffer, 0, (int)Math.Min(left, buffer.Length));
            }

            return Read(buffer);
        }
        catch (InvalidDataException)
        {
            // what comes behind the last row is of no interest, so a wrong sum behind it neither
            return 0;
        }
    }

    public void Dispose() => _inflate?.Dispose();

    // RFC 1950, 2.2
    private static bool IsZlib(PngData data) =>
        (data.ReadByte(), data.ReadByte()) is var (method, flags)
        && flags >= 0 && (method & 15) == 8 && ((method << 8) | flags) % 31 == 0 && (flags & 0x20) == 0;
}
