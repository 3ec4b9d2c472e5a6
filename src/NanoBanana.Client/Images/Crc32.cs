namespace NanoBanana.Client.Images;

/// <summary>CRC-32 as PNG uses it (ISO 3309). The framework has none for netstandard2.0, and no package restores.</summary>
internal sealed class Crc32
{
    private static readonly uint[] Table = [.. Enumerable.Range(0, 256).Select(MakeEntry)];

    private uint _state = 0xFFFFFFFF;

    public uint Value => _state ^ 0xFFFFFFFF;

    public void Append(byte[] bytes, int offset, int count)
    {
        for (var i = offset; i < offset + count; i++)
        {
            _state = Table[(_state ^ bytes[i]) & 0xFF] ^ (_state >> 8);
        }
    }

    private static uint MakeEntry(int index)
    {
        var value = (uint)index;
        for (var bit = 0; bit < 8; bit++)
        {
            value = (value & 1) == 1 ? 0xEDB88320 ^ (value >> 1) : value >> 1;
        }

        return value;
    }
}
