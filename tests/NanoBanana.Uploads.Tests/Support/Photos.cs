using System.Text;

namespace NanoBanana.Uploads.Tests.Support;

/// <summary>Real photos, each of its own content: a comment makes the difference, and the picture stays whole.</summary>
internal static class Photos
{
    // a PNG file's signature and its header chunk
    private const int HeaderEnd = 33;

    private static readonly string[] Names = ["rocket.jpg", "chelsea.png", "coffee.png"];

    public static IReadOnlyList<string> Make(TempFolder folder, int count) =>
        [.. Enumerable.Range(0, count).Select(i => Make(folder, Names[i % Names.Length], i))];

    private static string Make(TempFolder folder, string name, int number)
    {
        var bytes = File.ReadAllBytes(Repository.Photo(name));
        var text = Encoding.ASCII.GetBytes(FormattableString.Invariant($"Comment\0photo {number}"));
        var varied = name.EndsWith(".png", StringComparison.Ordinal) ? [.. bytes[..HeaderEnd], .. PngParts.Chunk("tEXt", text), .. bytes[HeaderEnd..]] : Jpeg(bytes, text);
        return folder.Put(FormattableString.Invariant($"my photo {number:00}{Path.GetExtension(name)}"), varied);
    }

    private static byte[] Jpeg(byte[] bytes, byte[] text) => [.. bytes[..2], 0xFF, 0xFE, 0, (byte)(text.Length + 2), .. text, .. bytes[2..]];
}
