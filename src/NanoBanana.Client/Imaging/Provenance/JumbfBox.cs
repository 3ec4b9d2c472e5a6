using System.Buffers.Binary;
using System.Text;

namespace NanoBanana.Client.Imaging.Provenance;

/// <summary>A box of JUMBF (ISO 19566-5).</summary>
/// <param name="Type">Four letters; <c>jumb</c> holds boxes.</param>
/// <param name="Content">Without the header.</param>
internal readonly record struct JumbfBox(string Type, ReadOnlyMemory<byte> Content)
{
    private const int HeaderLength = 8;
    private const int LabelAt = 17;
    private const int HasLabel = 2;

    /// <summary>The label of a <c>jumb</c> box, which is in its first child.</summary>
    public string Label => Read(Content).FirstOrDefault() is { Type: "jumd" } description && description.Content.Length > LabelAt && (description.Content.Span[16] & HasLabel) != 0
        ? Encoding.UTF8.GetString(description.Content.Slice(LabelAt).ToArray()).Split('\0')[0]
        : string.Empty;

    /// <summary>The boxes inside a <c>jumb</c> box, without its description.</summary>
    public IEnumerable<JumbfBox> Children() => Type is "jumb" ? Read(Content).Skip(1) : [];

    /// <summary>Reads consecutive boxes.</summary>
    /// <exception cref="InvalidDataException">A length makes no sense.</exception>
    public static IEnumerable<JumbfBox> Read(ReadOnlyMemory<byte> bytes)
    {
        while (bytes.Length >= HeaderLength)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(bytes.Span);

            // 0: to the end; 1: the length follows in 64 bits, which no manifest needs
            var whole = length == 0 ? bytes.Length : (long)length;
            if (whole < HeaderLength || whole > bytes.Length)
            {
                throw new InvalidDataException("A box is longer than what holds it.");
            }

            yield return new JumbfBox(Encoding.ASCII.GetString(bytes.Slice(4, 4).ToArray()), bytes.Slice(HeaderLength, (int)whole - HeaderLength));
            bytes = bytes.Slice((int)whole);
        }
    }
}
