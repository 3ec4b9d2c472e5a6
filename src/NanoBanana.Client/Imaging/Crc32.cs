#if NET
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
#endif

namespace NanoBanana.Client.Imaging;

/// <summary>
/// CRC-32 as PNG uses it (ISO 3309). The framework has none for netstandard2.0, and no package restores. Where the processor
/// multiplies without carry, 64 bytes are folded at a time (Gopal et al., "Fast CRC Computation for Generic Polynomials Using
/// PCLMULQDQ Instruction", Intel, 2009): a table takes longer than all else that is done with an image.
/// </summary>
internal sealed class Crc32
{
    private static readonly uint[] Table = [.. Enumerable.Range(0, 256).Select(MakeEntry)];

    private uint _state = 0xFFFFFFFF;

    public uint Value => _state ^ 0xFFFFFFFF;

    public void Append(byte[] bytes, int offset, int count)
    {
#if NET
        if (Pclmulqdq.IsSupported && count >= 64)
        {
            var folded = count & ~63;
            _state = Fold(bytes.AsSpan(offset, folded));
            (offset, count) = (offset + folded, count - folded);
        }
#endif
        _state = ByTable(_state, bytes, offset, count);
    }

    private static uint ByTable(uint state, byte[] bytes, int offset, int count)
    {
        for (var i = offset; i < offset + count; i++)
        {
            state = Table[(state ^ bytes[i]) & 0xFF] ^ (state >> 8);
        }

        return state;
    }

#if NET
    // the constants are the paper's, for the reflected polynomial: x to the powers 544, 480, 160 and 96, modulo it
    private uint Fold(ReadOnlySpan<byte> bytes)
    {
        var blocks = MemoryMarshal.Cast<byte, Vector128<ulong>>(bytes);
        var by64 = Vector128.Create(0x0154442BD4UL, 0x01C6E41596UL);
        var (a, b, c, d) = (blocks[0] ^ Vector128.CreateScalar((ulong)_state), blocks[1], blocks[2], blocks[3]);
        for (var i = 4; i < blocks.Length; i += 4)
        {
            a = Step(a, by64, blocks[i]);
            b = Step(b, by64, blocks[i + 1]);
            c = Step(c, by64, blocks[i + 2]);
            d = Step(d, by64, blocks[i + 3]);
        }

        var by16 = Vector128.Create(0x01751997D0UL, 0x00CCAA009EUL);
        var rest = new byte[16];
        Step(Step(Step(a, by16, b), by16, c), by16, d).AsByte().CopyTo(rest);
        return ByTable(state: 0, rest, offset: 0, rest.Length);
    }

    private static Vector128<ulong> Step(Vector128<ulong> state, Vector128<ulong> by, Vector128<ulong> next) =>
        Pclmulqdq.CarrylessMultiply(state, by, 0x00) ^ Pclmulqdq.CarrylessMultiply(state, by, 0x11) ^ next;
#endif

    private static uint MakeEntry(int index)
    {
        var value = (uint)index;
        for (var bit = 0; bit < 8; bit++)
        {
            value = (value & 1) == 1 ? 0xEDB88320 ^ (value >> 1) : value >> 1;
        }

        return value;
    }
}
