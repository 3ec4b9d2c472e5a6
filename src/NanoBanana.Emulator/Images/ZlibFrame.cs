using System.IO.Compression;

namespace NanoBanana.Emulation.Images;

/// <summary>Deflate in a zlib frame (RFC 1950); .NET Standard 2.0 has only the bare Deflate.</summary>
internal static class ZlibFrame
{
    // The most additions after which both sums still fit 32 bits.
    private const int AdlerRun = 5552;
    private const uint AdlerPrime = 65521;

    public static byte[] Pack(byte[] raw)
    {
        using var packed = new MemoryStream();
        packed.WriteByte(0x78);
        packed.WriteByte(0x01);
        using (var deflate = new DeflateStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            deflate.Write(raw, 0, raw.Length);
        }

        packed.Write(BigEndian.Bytes(Adler32(raw)), 0, 4);
        return packed.ToArray();
    }

    private static uint Adler32(byte[] raw)
    {
        uint sum = 1, sumOfSums = 0;
        for (var start = 0; start < raw.Length; start += AdlerRun)
        {
            var end = Math.Min(start + AdlerRun, raw.Length);
            for (var i = start; i < end; i++)
            {
                sum += raw[i];
                sumOfSums += sum;
            }

            sum %= AdlerPrime;
            sumOfSums %= AdlerPrime;
        }

        return (sumOfSums << 16) | sum;
    }
}
