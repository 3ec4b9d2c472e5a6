using System.Buffers.Binary;
using System.IO.Hashing;

namespace NanoBanana.Fuzz.Mutating;

/// <summary>Makes the checksums of a spoiled PNG good again, as an attacker would.</summary>
internal static class PngRepair
{
    private const int Signature = 8;

    public static byte[] Mend(byte[] file)
    {
        if (file is not [0x89, (byte)'P', (byte)'N', (byte)'G', ..])
        {
            return file;
        }

        for (var at = Signature; at + 12 <= file.Length;)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(at));
            if (length > file.Length - at - 12)
            {
                break;
            }

            BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(at + 8 + (int)length), Crc32.HashToUInt32(file.AsSpan(at + 4, (int)length + 4)));
            at += 12 + (int)length;
        }

        return file;
    }
}
