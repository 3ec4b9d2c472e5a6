using System.Buffers.Binary;

namespace NanoBanana.Client.Imaging;

/// <summary>
/// XXH64 (https://github.com/Cyan4973/xxHash/blob/dev/doc/xxhash_spec.md), ten times as fast as SHA-256. It tells whether a file
/// is still the one that was read a moment ago, which nobody forges; what names a content for others is its SHA-256.
/// </summary>
internal sealed class Checksum
{
    private const int StripeBytes = 32;
    private const ulong Prime1 = 0x9E3779B185EBCA87;
    private const ulong Prime2 = 0xC2B2AE3D27D4EB4F;
    private const ulong Prime3 = 0x165667B19E3779F9;
    private const ulong Prime4 = 0x85EBCA77C2B2AE63;
    private const ulong Prime5 = 0x27D4EB2F165667C5;

    private readonly byte[] _rest = new byte[StripeBytes];
    private ulong _a = unchecked(Prime1 + Prime2);
    private ulong _b = Prime2;
    private ulong _c;
    private ulong _d = unchecked(0UL - Prime1);
    private int _held;
    private ulong _length;

    public void Append(ReadOnlySpan<byte> bytes)
    {
        _length += (ulong)bytes.Length;
        if (_held > 0)
        {
            var taken = Math.Min(StripeBytes - _held, bytes.Length);
            bytes.Slice(0, taken).CopyTo(_rest.AsSpan(_held));
            _held += taken;
            bytes = bytes.Slice(taken);
            if (_held < StripeBytes)
            {
                return;
            }

            Stripes(_rest);
        }

        var whole = bytes.Length / StripeBytes * StripeBytes;
        Stripes(bytes.Slice(0, whole));
        _held = bytes.Length - whole;
        bytes.Slice(whole).CopyTo(_rest);
    }

    public ulong Finish()
    {
        var hash = _length >= StripeBytes
            ? Merge(Merge(Merge(Merge(unchecked(Rotate(_a, 1) + Rotate(_b, 7) + Rotate(_c, 12) + Rotate(_d, 18)), _a), _b), _c), _d)
            : Prime5;
        unchecked
        {
            hash += _length;
            var rest = _rest.AsSpan(0, _held);
            for (; rest.Length >= 8; rest = rest.Slice(8))
            {
                hash = (Rotate(hash ^ Round(0, BinaryPrimitives.ReadUInt64LittleEndian(rest)), 27) * Prime1) + Prime4;
            }

            if (rest.Length >= 4)
            {
                hash = (Rotate(hash ^ (BinaryPrimitives.ReadUInt32LittleEndian(rest) * Prime1), 23) * Prime2) + Prime3;
                rest = rest.Slice(4);
            }

            foreach (var each in rest)
            {
                hash = Rotate(hash ^ (each * Prime5), 11) * Prime1;
            }

            hash = (hash ^ (hash >> 33)) * Prime2;
            hash = (hash ^ (hash >> 29)) * Prime3;
            return hash ^ (hash >> 32);
        }
    }

    private static ulong Rotate(ulong value, int by) => (value << by) | (value >> (64 - by));

    private static ulong Round(ulong sum, ulong lane) => unchecked(Rotate(sum + (lane * Prime2), 31) * Prime1);

    private static ulong Merge(ulong hash, ulong sum) => unchecked(((hash ^ Round(0, sum)) * Prime1) + Prime4);

    private void Stripes(ReadOnlySpan<byte> bytes)
    {
        var (a, b, c, d) = (_a, _b, _c, _d);
        for (; bytes.Length >= StripeBytes; bytes = bytes.Slice(StripeBytes))
        {
            a = Round(a, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            b = Round(b, BinaryPrimitives.ReadUInt64LittleEndian(bytes.Slice(8)));
            c = Round(c, BinaryPrimitives.ReadUInt64LittleEndian(bytes.Slice(16)));
            d = Round(d, BinaryPrimitives.ReadUInt64LittleEndian(bytes.Slice(24)));
        }

        (_a, _b, _c, _d) = (a, b, c, d);
    }
}
