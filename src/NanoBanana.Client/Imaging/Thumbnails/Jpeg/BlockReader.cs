namespace NanoBanana.Client.Imaging.Thumbnails.Jpeg;

/// <summary>
/// Reads one block of a scan: a whole one (ITU-T T.81, F.2.2), or the share of it that a progressive scan brings (G.1.2, G.2).
/// </summary>
/// <param name="bits">The scan's bits.</param>
/// <param name="first">First coefficient of the scan, in zigzag order.</param>
/// <param name="last">Last coefficient of the scan.</param>
/// <param name="low">The lowest bit that the scan brings.</param>
internal sealed class BlockReader(BitReader bits, int first, int last, int low)
{
    // blocks that follow and have nothing more in this scan
    private int _emptyRun;

    public void Restart()
    {
        bits.Restart();
        _emptyRun = 0;
    }

    public void ReadWhole(Component component, Span<short> block)
    {
        ReadMean(component, block);
        for (var at = 1; at < 64; at++)
        {
            var code = component.Others.Read(bits);
            if (code == 0)
            {
                return;
            }

            // 0xF0 stands for sixteen zeros, of which this step is one
            at += code >> 4;
            if ((code & 15) != 0)
            {
                block[ZigZag.At(at)] = (short)bits.ReadSigned(code & 15);
            }
        }
    }

    public void ReadMean(Component component, Span<short> block)
    {
        component.Previous += bits.ReadSigned(component.Means.Read(bits) & 15);
        block[0] = (short)(component.Previous << low);
    }

    public void RefineMean(Span<short> block) => block[0] |= (short)(bits.Read(1) << low);

    public void ReadBand(Component component, Span<short> block)
    {
        if (_emptyRun > 0)
        {
            _emptyRun--;
            return;
        }

        for (var at = first; at <= last; at++)
        {
            var code = component.Others.Read(bits);
            var (zeros, size) = (code >> 4, code & 15);
            if (size == 0 && zeros < 15)
            {
                _emptyRun = (1 << zeros) - 1 + bits.Read(zeros);
                return;
            }

            at += zeros;
            if (size != 0)
            {
                block[ZigZag.At(at)] = (short)(bits.ReadSigned(size) << low);
            }
        }
    }

    public void RefineBand(Component component, Span<short> block)
    {
        var at = first;
        while (_emptyRun == 0 && at <= last)
        {
            var code = component.Others.Read(bits);
            var (zeros, size) = (code >> 4, code & 15);
            if (size == 0 && zeros < 15)
            {
                _emptyRun = (1 << zeros) + bits.Read(zeros);
                break;
            }

            var value = size == 0 ? 0 : bits.Read(1) == 1 ? 1 << low : -1 << low;
            at = RefineUntilZero(block, at, zeros);
            if (value != 0)
            {
                block[ZigZag.At(at)] = (short)value;
            }

            at++;
        }

        if (_emptyRun > 0)
        {
            RefineUntilZero(block, at, zeros: 64);
            _emptyRun--;
        }
    }

    // each coefficient that is known already gets one more bit; so many that are still zero are passed over
    private int RefineUntilZero(Span<short> block, int at, int zeros)
    {
        for (; at <= last; at++)
        {
            ref var known = ref block[ZigZag.At(at)];
            if (known == 0)
            {
                if (zeros-- == 0)
                {
                    break;
                }
            }
            else if (bits.Read(1) == 1 && (known & (1 << low)) == 0)
            {
                known += (short)(known > 0 ? 1 << low : -1 << low);
            }
        }

        return at;
    }
}
