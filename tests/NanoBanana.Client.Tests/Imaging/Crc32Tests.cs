using NanoBanana.Client.Imaging;

namespace NanoBanana.Client.Tests.Imaging;

/// <summary>The folded checksum is that of the definition, bit by bit, for all lengths and however it is cut.</summary>
public sealed class Crc32Tests
{
    [Fact]
    public void The_check_value_of_the_standard() => Assert.Equal(0xCBF43926u, Of("123456789"u8.ToArray(), 9));

    [Fact]
    public void Every_length_and_every_cut_gives_the_same()
    {
        var bytes = new byte[700];
        new Random(7).NextBytes(bytes);
        for (var length = 0; length < bytes.Length; length++)
        {
            var part = bytes[..length];
            var expected = BitByBit(part);
            Assert.Equal(expected, Of(part, length));
            Assert.Equal(expected, Of(part, 1 + (length / 3)));
        }
    }

    private static uint Of(byte[] bytes, int step)
    {
        var crc = new Crc32();
        for (var at = 0; at < bytes.Length; at += step)
        {
            crc.Append(bytes, at, Math.Min(step, bytes.Length - at));
        }

        return crc.Value;
    }

    private static uint BitByBit(byte[] bytes)
    {
        var crc = uint.MaxValue;
        foreach (var each in bytes)
        {
            crc ^= each;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) == 1 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
            }
        }

        return ~crc;
    }
}
