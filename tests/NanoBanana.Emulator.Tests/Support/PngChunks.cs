using System.Buffers.Binary;
using System.Text;

namespace NanoBanana.Emulation.Tests.Support;

internal static class PngChunks
{
    /// <summary>The contents of all chunks of a type.</summary>
    public static IEnumerable<byte[]> Of(byte[] png, string type)
    {
        for (var at = 8; at < png.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at));
            if (Encoding.ASCII.GetString(png, at + 4, 4) == type)
            {
                yield return png[(at + 8)..(at + 8 + length)];
            }

            at += 12 + length;
        }
    }

    /// <summary>The texts of tEXt (Latin-1) and iTXt (UTF-8) chunks by keyword.</summary>
    public static Dictionary<string, string> Texts(byte[] png)
    {
        var texts = new Dictionary<string, string>();
        foreach (var chunk in Of(png, "tEXt"))
        {
            var end = Array.IndexOf(chunk, (byte)0);
            texts[Encoding.Latin1.GetString(chunk, 0, end)] = Encoding.Latin1.GetString(chunk[(end + 1)..]);
        }

        foreach (var chunk in Of(png, "iTXt"))
        {
            var end = Array.IndexOf(chunk, (byte)0);
            texts[Encoding.Latin1.GetString(chunk, 0, end)] = Encoding.UTF8.GetString(chunk[(end + 5)..]);
        }

        return texts;
    }
}
