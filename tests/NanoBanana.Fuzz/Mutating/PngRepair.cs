using System.Buffers.Binary;
using NanoBanana.Client.Imaging;

namespace NanoBanana.Fuzz.Mutating;

/// <summary>Makes the checksums of a spoiled PNG good again, as somebody who wants to get past them would.</summary>
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

            var crc = new Crc32();
            crc.Append(file, at + 4, (int)length + 4);
            BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(at + 8 + (int)length), crc.Value);
            at += 12 + (int)length;
        }

        return file;
    }
}
