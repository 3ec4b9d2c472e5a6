namespace NanoBanana.Emulation.Images;

/// <summary>The checksum of PNG chunks (ISO 3309, as the PNG specification prints it).</summary>
internal static class Crc32
{
    private static readonly uint[] Table = [.. Enumerable.Range(0, 256).Select(Entry)];

    public static uint Of(params byte[][] pieces)
    {
        var crc = 0xFFFFFFFFu;
        foreach (var piece in pieces)
        {
            foreach (var value in piece)
            {
                crc = Table[(crc ^ value) & 0xFF] ^ (crc >> 8);
            }
        }

        return crc ^ 0xFFFFFFFFu;
    }

    private static uint Entry(int number)
    {
        var entry = (uint)number;
        for (var bit = 0; bit < 8; bit++)
        {
            entry = (entry & 1) == 1 ? 0xEDB88320u ^ (entry >> 1) : entry >> 1;
        }

        return entry;
    }
}
