using System.Buffers.Binary;
using System.IO.Compression;
using NanoBanana.Emulation;

namespace NanoBanana.Benchmarks.Files;

/// <summary>The emulator's image host in a process of its own, with images to fetch. It prints its address, and ends when its standard input does.</summary>
internal static class DownloadHost
{
    public const int Images = 20;

    /// <summary>Noise does not compress: 706 x 706 pixels of three bytes are 1.5 MB.</summary>
    private const int Side = 706;

    public static string NameOf(int number) => FormattableString.Invariant($"{number % Images}.png");

    public static async Task<int> RunAsync()
    {
        using var emulator = GatewayEmulator.Start(new EmulatorOptions());
        var address = new Uri(emulator.ImageHost.AbsoluteUri.TrimEnd('/') + "/");
        using var http = new HttpClient();
        for (var i = 0; i < Images; i++)
        {
            using var body = new ByteArrayContent(Noise(i));
            using var reply = await http.PutAsync(new Uri(address, NameOf(i)), body);
            reply.EnsureSuccessStatusCode();
        }

        Console.WriteLine(address);
        await Console.In.ReadToEndAsync();
        return 0;
    }

    private static byte[] Noise(int seed)
    {
        var random = new Random(seed);
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            var row = new byte[1 + (3 * Side)];
            for (var y = 0; y < Side; y++)
            {
                random.NextBytes(row);
                row[0] = 0;
                zlib.Write(row);
            }
        }

        byte[] header = [.. BigEndian(Side), .. BigEndian(Side), 8, 2, 0, 0, 0];
        return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, .. Chunk("IHDR"u8, header), .. Chunk("IDAT"u8, packed.ToArray()), .. Chunk("IEND"u8, [])];
    }

    private static byte[] Chunk(ReadOnlySpan<byte> type, byte[] data)
    {
        byte[] body = [.. type, .. data];
        return [.. BigEndian((uint)data.Length), .. body, .. BigEndian(Crc(body))];
    }

    private static uint Crc(byte[] bytes)
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

    private static byte[] BigEndian(uint value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
        return bytes;
    }
}
