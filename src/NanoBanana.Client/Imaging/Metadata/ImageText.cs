using System.Text;
using NanoBanana.Client.Gateways;
using NanoBanana.Client.Imaging.Thumbnails;
using NanoBanana.Client.Journal;

namespace NanoBanana.Client.Imaging.Metadata;

/// <summary>
/// Writes how an image was made into its file: text chunks of a PNG (W3C PNG, 11.3.3.4) or the comment of a JPEG (ITU-T T.81,
/// B.2.4.5). All other bytes stay as they are, the pixels among them.
/// </summary>
internal static class ImageText
{
    private const int PngHeader = 8 + 25;
    private const int LongestComment = 65_533;
    private const int App0 = 0xE0;
    private const int App15 = 0xEF;
    private const byte Comment = 0xFE;

    /// <summary>PNG's own word for what a picture shows; viewers know it.</summary>
    private const string Prompt = "Description";

    public static bool CanHold(string format) => format is OutputFormats.Png or OutputFormats.Jpeg;

    /// <summary>What is written of a task; the prompt last, since it may have several lines.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Of(ImageTask task) =>
        [.. new[] { Entry("TaskId", task.Id), Entry("Provider", task.Provider), Entry(Prompt, task.Prompt) }.Where(each => each.Value.Length > 0)];

    /// <param name="source">A whole image, at its start.</param>
    /// <param name="target">Takes the image with the text in it.</param>
    /// <param name="format">PNG or JPEG.</param>
    /// <param name="entries">Names and texts.</param>
    public static void Copy(Stream source, Stream target, string format, IReadOnlyList<KeyValuePair<string, string>> entries)
    {
        if (format is OutputFormats.Png)
        {
            target.WriteAll(Read(source, PngHeader));
            foreach (var entry in entries)
            {
                WriteChunk(target, entry);
            }
        }
        else
        {
            CopyToComment(source, target, entries);
        }

        source.CopyTo(target);
    }

    private static KeyValuePair<string, string> Entry(string name, string? text) => new(name, (text ?? string.Empty).Replace("\0", string.Empty));

    private static void WriteChunk(Stream target, KeyValuePair<string, string> entry)
    {
        // name, not compressed, no language, no translated name
        byte[] data = [.. Encoding.ASCII.GetBytes("iTXt" + entry.Key), 0, 0, 0, 0, 0, .. Encoding.UTF8.GetBytes(entry.Value)];
        var crc = new Crc32();
        crc.Append(data, 0, data.Length);
        target.WriteUInt32((uint)data.Length - 4);
        target.WriteAll(data);
        target.WriteUInt32(crc.Value);
    }

    private static void CopyToComment(Stream source, Stream target, IReadOnlyList<KeyValuePair<string, string>> entries)
    {
        target.WriteAll(Read(source, 2));

        // JFIF and EXIF want to be first
        var head = Read(source, 2);
        while (head is [0xFF, >= App0 and <= App15])
        {
            var length = Read(source, 2);
            target.WriteAll(head);
            target.WriteAll(length);
            target.WriteAll(Read(source, ((length[0] << 8) | length[1]) - 2));
            head = Read(source, 2);
        }

        var text = CommentOf(entries);
        target.WriteAll([0xFF, Comment]);
        target.WriteUInt16(text.Length + 2);
        target.WriteAll(text);
        target.WriteAll(head);
    }

    private static byte[] CommentOf(IReadOnlyList<KeyValuePair<string, string>> entries)
    {
        var text = string.Join("\n", entries.Select(entry => (entry.Key is Prompt ? "Prompt" : entry.Key) + ": " + entry.Value));
        var bytes = Encoding.UTF8.GetBytes(text);
        var length = Math.Min(bytes.Length, LongestComment);
        while (length < bytes.Length && (bytes[length] & 0xC0) == 0x80)
        {
            length--;
        }

        return [.. bytes.Take(length)];
    }

    private static byte[] Read(Stream source, int count)
    {
        var bytes = new byte[count];
        var filled = 0;
        int read;
        while (filled < count && (read = source.Read(bytes, filled, count - filled)) > 0)
        {
            filled += read;
        }

        return filled == count ? bytes : throw new EndOfStreamException();
    }
}
