using System.Buffers.Binary;
using System.Text;
using NanoBanana.Fuzz.Running;

namespace NanoBanana.Fuzz.Mutating;

/// <summary>Bit flips, cuts, doubles, splices, telling numbers and telling words.</summary>
internal static class ByteMutation
{
    private static readonly uint[] Numbers = [0, 1, 2, 7, 8, 12, 13, 0x7F, 0x80, 0xFF, 0x100, 0x7FFF, 0x8000, 0xFFFF, 0x10000, 0x7FFFFFFF, 0x80000000, 0xFFFFFFF0, 0xFFFFFFFF];

    // alone they are no UTF-8: a byte of no sequence, a cut sequence, an overlong slash, a surrogate, and one beyond the last character
    private static readonly byte[][] BrokenUtf8 = [[0xFF], [0xE2, 0x82], [0xC0, 0xAF], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80]];

    public static byte[] Spoil(byte[] input, FuzzTarget target, Random random)
    {
        var bytes = new List<byte>(input);
        for (var i = Times(random); i > 0; i--)
        {
            Once(bytes, target, random);
        }

        return [.. bytes];
    }

    /// <summary>Mostly once, seldom many times.</summary>
    public static int Times(Random random) => random.Next(3) > 0 ? random.Next(1, 3) : random.Next(3, 9);

    private static void Once(List<byte> bytes, FuzzTarget target, Random random)
    {
        var at = random.Next(bytes.Count + 1);
        var some = random.Next(1, 17);
        var length = Math.Min(random.Next(8) == 0 ? bytes.Count : some, bytes.Count - at);
        switch (random.Next(12))
        {
            case 0 or 1 or 2 when at < bytes.Count:
                bytes[at] ^= (byte)(1 << random.Next(8));
                break;
            case 3 when at < bytes.Count:
                bytes[at] = (byte)random.Next(256);
                break;
            case 4:
                bytes.RemoveRange(at, bytes.Count - at);
                break;
            case 5:
                bytes.RemoveRange(at, length);
                break;
            case 6:
                bytes.InsertRange(at, bytes.GetRange(at, length));
                break;
            case 7:
                Splice(bytes, at, Mutator.Pick(target.Seeds, random), random);
                break;
            case 8 or 9:
                WriteNumber(bytes, at, random);
                break;
            case 10:
                bytes.InsertRange(at, Mutator.Pick(BrokenUtf8, random));
                break;
            default:
                Insert(bytes, at, target, random);
                break;
        }
    }

    private static void Splice(List<byte> bytes, int at, byte[] other, Random random)
    {
        var from = random.Next(other.Length + 1);
        bytes.RemoveRange(at, bytes.Count - at);
        bytes.AddRange(other.AsSpan(from));
    }

    private static void WriteNumber(List<byte> bytes, int at, Random random)
    {
        var width = 1 << random.Next(3);
        var number = new byte[4];
        var value = Mutator.Pick(Numbers, random);
        if (random.Next(2) == 0)
        {
            BinaryPrimitives.WriteUInt32BigEndian(number, value);
            number = number[(4 - width)..];
        }
        else
        {
            BinaryPrimitives.WriteUInt32LittleEndian(number, value);
            number = number[..width];
        }

        for (var i = 0; i < width && at + i < bytes.Count; i++)
        {
            bytes[at + i] = number[i];
        }
    }

    private static void Insert(List<byte> bytes, int at, FuzzTarget target, Random random)
    {
        if (target.Words.Count > 0)
        {
            bytes.InsertRange(at, Encoding.UTF8.GetBytes(Mutator.Pick(target.Words, random)));
            return;
        }

        var noise = new byte[random.Next(1, 33)];
        random.NextBytes(noise);
        bytes.InsertRange(at, noise);
    }
}
