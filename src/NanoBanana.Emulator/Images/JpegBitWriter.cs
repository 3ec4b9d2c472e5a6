namespace NanoBanana.Emulation.Images;

/// <summary>Packs codes of variable length into the scan's bytes, highest bit first.</summary>
internal sealed class JpegBitWriter(Stream output)
{
    private uint _pending;
    private int _count;

    public void Write(int code, int length)
    {
        _pending = (_pending << length) | (uint)code;
        _count += length;
        while (_count >= 8)
        {
            _count -= 8;
            WriteByte((byte)(_pending >> _count));
        }
    }

    /// <summary>Fills the last byte with ones, as the standard asks.</summary>
    public void Finish()
    {
        if (_count > 0)
        {
            Write((1 << (8 - _count)) - 1, 8 - _count);
        }
    }

    private void WriteByte(byte value)
    {
        output.WriteByte(value);
        if (value == 0xFF)
        {
            // A bare FF would be a marker.
            output.WriteByte(0);
        }
    }
}
