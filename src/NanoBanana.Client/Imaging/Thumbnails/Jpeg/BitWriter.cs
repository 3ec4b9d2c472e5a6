namespace NanoBanana.Client.Imaging.Thumbnails.Jpeg;

/// <summary>Writes the bits of a scan; a byte 0xFF is followed by a zero, so that it is no marker (ITU-T T.81, F.1.2.3).</summary>
internal sealed class BitWriter(Stream target)
{
    private int _bits;
    private int _count;

    public void Write(int value, int count)
    {
        _bits = (_bits << count) | (value & ((1 << count) - 1));
        for (_count += count; _count >= 8; _count -= 8)
        {
            WriteByte((byte)(_bits >> (_count - 8)));
        }
    }

    /// <summary>Fills the last byte with ones.</summary>
    public void Finish()
    {
        if (_count > 0)
        {
            Write(0x7F, 8 - _count);
        }
    }

    private void WriteByte(byte value)
    {
        target.WriteByte(value);
        if (value == 0xFF)
        {
            target.WriteByte(0);
        }
    }
}
