using System.Text;

namespace NanoBanana.Uploads.Tests.Support;

/// <summary>Real photos, each of its own content: a comment makes the difference, and the picture stays whole.</summary>
internal static class Photos
{
    private static readonly string[] Names = ["rocket.jpg", "chelsea.png", "coffee.png"];

    public static IReadOnlyList<string> Make(TempFolder folder, int count) =>
        [.. Enumerable.Range(0, count).Select(i => Make(folder, Names[i % Names.Length], i))];

    private static string Make(TempFolder folder, string name, int number)
    {
        var bytes = File.ReadAllBytes(Repository.Photo(name));
        var text = Encoding.ASCII.GetBytes(FormattableString.Invariant($"Comment\0photo {number}"));
        var varied = name.EndsWith(".png", StringComparison.Ordinal) ? [.. bytes[..33], .. Chunk(text), .. bytes[33..]] : Jpeg(bytes, text);
        return folder.Put(FormattableString.Invariant($"my photo {number:00}{Path.GetExtension(name)}"), varied);
    }

    private static byte[] Jpeg(byte[] bytes, byte[] text) => [.. bytes[..2], 0xFF, 0xFE, 0, (byte)(text.Length + 2), .. text, .. bytes[2..]];

    // PNG, 5.3: length, type, data, CRC over type and data, all behind the header's 33 bytes
    private static byte[] Chunk(byte[] text)
    {
        byte[] body = [.. "tEXt"u8, .. text];
        return [0, 0, 0, (byte)text.Length, .. body, .. BitConverter.GetBytes(Crc(body)).Reverse()];
    }

    private static uint Crc(byte[] body)
    {
        var crc = 0xFFFFFFFFu;
        foreach (var each in body)
        {
            crc ^= each;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc >> 1) ^ ((crc & 1) * 0xEDB88320u);
            }
        }

        return ~crc;
    }
}
