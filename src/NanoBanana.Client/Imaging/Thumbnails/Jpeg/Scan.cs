namespace NanoBanana.Client.Imaging.Thumbnails.Jpeg;

/// <summary>Goes through one scan of a JPEG, block by block (ITU-T T.81, A.2 and B.2.3).</summary>
internal sealed class Scan
{
    private readonly JpegFrame _frame;
    private readonly IReadOnlyList<Component> _components;
    private readonly JpegTables _tables;
    private readonly BitReader _bits;
    private readonly BlockReader _blocks;
    private readonly short[] _block = new short[64];
    private readonly int _first;
    private readonly bool _refines;
    private int _untilRestart;

    private Scan(byte[] file, int at, int end, JpegFrame frame, JpegTables tables)
    {
        (_frame, _tables) = (frame, tables);
        var count = file[at];
        if (end - at < 4 + (2 * count))
        {
            throw new InvalidDataException("The header of a scan is too short.");
        }

        var components = new List<Component>();
        for (var i = 0; i < count; i++)
        {
            var id = file[at + 1 + (2 * i)];
            var component = frame.Components.FirstOrDefault(each => each.Id == id) ?? throw new InvalidDataException("A scan names a channel that the frame lacks.");
            component.Begin(tables.HuffmanOf(file[at + 2 + (2 * i)]));
            components.Add(component);
        }

        _components = components;
        var band = at + 1 + (2 * count);
        _first = file[band];
        _refines = file[band + 2] >> 4 != 0;
        _bits = new BitReader(file, end);
        _blocks = new BlockReader(_bits, _first, Math.Min((int)file[band + 1], 63), file[band + 2] & 15);
        _untilRestart = tables.RestartInterval;
    }

    /// <summary>Decodes a scan.</summary>
    /// <param name="file">The whole JPEG.</param>
    /// <param name="at">The header of the scan, after its length.</param>
    /// <param name="end">The end of the header.</param>
    /// <param name="frame">The frame it belongs to.</param>
    /// <param name="tables">The tables as they stand here.</param>
    /// <returns>Where the next marker is to be looked for.</returns>
    /// <exception cref="InvalidDataException">It cannot be read.</exception>
    public static int Decode(byte[] file, int at, int end, JpegFrame frame, JpegTables tables)
    {
        var scan = new Scan(file, at, end, frame, tables);
        if (scan._components.Count == 1)
        {
            scan.DecodeAlone(scan._components[0]);
        }
        else
        {
            scan.DecodeTogether();
        }

        return scan._bits.Position;
    }

    private void DecodeAlone(Component component)
    {
        for (var row = 0; row < component.Rows; row++)
        {
            for (var column = 0; column < component.Columns; column++)
            {
                CountRestart();
                DecodeBlock(component, row, column);
            }
        }
    }

    private void DecodeTogether()
    {
        for (var unit = 0; unit < _frame.UnitsAcross * _frame.UnitsDown; unit++)
        {
            CountRestart();
            var (top, left) = (unit / _frame.UnitsAcross, unit % _frame.UnitsAcross);
            foreach (var component in _components)
            {
                for (var i = 0; i < component.Across * component.Down; i++)
                {
                    DecodeBlock(component, (top * component.Down) + (i / component.Across), (left * component.Across) + (i % component.Across));
                }
            }
        }
    }

    private void DecodeBlock(Component component, int row, int column)
    {
        if (component.Coefficients is not { } all)
        {
            Array.Clear(_block, 0, 64);
            _blocks.ReadWhole(component, _block);
            ScaledTransform.Write(_block, _tables.QuantiserOf(component), _frame.Scale, component, row, column);
            return;
        }

        var block = all.AsSpan(((row * component.Stride) + column) * 64, 64);
        switch (_first, _refines)
        {
            case (0, false):
                _blocks.ReadMean(component, block);
                break;
            case (0, true):
                _blocks.RefineMean(block);
                break;
            case (_, false):
                _blocks.ReadBand(component, block);
                break;
            default:
                _blocks.RefineBand(component, block);
                break;
        }
    }

    private void CountRestart()
    {
        if (_tables.RestartInterval == 0)
        {
            return;
        }

        if (_untilRestart-- == 0)
        {
            _blocks.Restart();
            _untilRestart = _tables.RestartInterval - 1;
            foreach (var component in _components)
            {
                component.Previous = 0;
            }
        }
    }
}
