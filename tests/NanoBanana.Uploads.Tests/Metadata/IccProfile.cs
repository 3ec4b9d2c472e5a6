using System.Buffers.Binary;

namespace NanoBanana.Uploads.Tests.Metadata;

/// <summary>A small colour profile (ICC.1:2010, 7.2 and 7.3): a header and one tag with a text.</summary>
internal static class IccProfile
{
    private const int HeaderBytes = 128;
    private const int TableBytes = 4 + 12;

    public static byte[] Make()
    {
        byte[] tag = [.. "text"u8, 0, 0, 0, 0, .. "a profile of a test\0"u8];
        var profile = new byte[HeaderBytes + TableBytes + tag.Length];
        BinaryPrimitives.WriteInt32BigEndian(profile, profile.Length);
        profile[8] = 2;
        "mntrRGB XYZ "u8.CopyTo(profile.AsSpan(12));
        "acsp"u8.CopyTo(profile.AsSpan(36));
        BinaryPrimitives.WriteInt32BigEndian(profile.AsSpan(HeaderBytes), 1);
        "cprt"u8.CopyTo(profile.AsSpan(HeaderBytes + 4));
        BinaryPrimitives.WriteInt32BigEndian(profile.AsSpan(HeaderBytes + 8), HeaderBytes + TableBytes);
        BinaryPrimitives.WriteInt32BigEndian(profile.AsSpan(HeaderBytes + 12), tag.Length);
        tag.CopyTo(profile, HeaderBytes + TableBytes);
        return profile;
    }
}
