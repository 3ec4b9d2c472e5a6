namespace NanoBanana.Emulation.Images;

/// <summary>Numbers in network order, as PNG and JPEG write them.</summary>
internal static class BigEndian
{
    public static byte[] Bytes(uint value) => [(byte)(value >> 24), (byte)(value >> 16), (byte)(value >> 8), (byte)value];

    public static byte[] Bytes(ushort value) => [(byte)(value >> 8), (byte)value];

    public static int Int32(byte[] bytes, int at) => (bytes[at] << 24) | (bytes[at + 1] << 16) | (bytes[at + 2] << 8) | bytes[at + 3];

    public static int UInt16(byte[] bytes, int at) => (bytes[at] << 8) | bytes[at + 1];
}
