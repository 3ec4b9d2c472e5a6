using NanoBanana.Client.Imaging.Metadata;

namespace NanoBanana.Client.Imaging.Thumbnails.Jpeg;

/// <summary>
/// Writes a picture as a baseline JPEG with half the resolution in colour (ITU-T T.81; tables of annex K). No library for it
/// restores that is managed and free of native code.
/// </summary>
internal sealed class JpegWriter
{
    private readonly MemoryStream _target = new();
    private readonly BitWriter _bits;
    private readonly int[] _previous = new int[3];
    private readonly float[] _samples = new float[64];
    private readonly int[] _coefficients = new int[64];
    private readonly byte[] _lightness;
    private readonly byte[] _colour;

    private JpegWriter(int quality)
    {
        _bits = new BitWriter(_target);
        _lightness = Scaled(StandardTables.Lightness, quality);
        _colour = Scaled(StandardTables.Colour, quality);
    }

    /// <summary>The whole file.</summary>
    /// <param name="picture">At most 65,535 pixels a side.</param>
    /// <param name="quality">1 to 100, on the scale that libjpeg made common.</param>
    public static byte[] Write(Raster picture, int quality)
    {
        var writer = new JpegWriter(quality);
        writer.WriteHeader(picture);
        writer.WritePixels(picture);
        return writer._target.ToArray();
    }

    private static byte[] Scaled(byte[] table, int quality)
    {
        var percent = quality < 50 ? 5000 / quality : 200 - (2 * quality);
        return [.. table.Select(each => (byte)Math.Min(255, Math.Max(1, ((each * percent) + 50) / 100)))];
    }

    private void WriteHeader(Raster picture)
    {
        _target.WriteAll([0xFF, 0xD8]);
        Segment(0xE0, [(byte)'J', (byte)'F', (byte)'I', (byte)'F', 0, 1, 1, 0, 0, 1, 0, 1, 0, 0]);
        Segment(0xDB, [0, .. InZigZag(_lightness), 1, .. InZigZag(_colour)]);
        var (width, height) = (picture.Width, picture.Height);
        Segment(0xC0, [8, (byte)(height >> 8), (byte)height, (byte)(width >> 8), (byte)width, 3, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1]);
        Segment(0xC4, [0x00, .. StandardTables.LightnessMeans.Definition, 0x10, .. StandardTables.LightnessOthers.Definition, 0x01, .. StandardTables.ColourMeans.Definition, 0x11, .. StandardTables.ColourOthers.Definition]);
        Segment(0xDA, [3, 1, 0x00, 2, 0x11, 3, 0x11, 0, 63, 0]);
    }

    private static IEnumerable<byte> InZigZag(byte[] table) => Enumerable.Range(0, 64).Select(at => table[ZigZag.At(at)]);

    private void Segment(byte marker, byte[] data)
    {
        _target.WriteAll([0xFF, marker]);
        _target.WriteUInt16(data.Length + 2);
        _target.WriteAll(data);
    }

    private void WritePixels(Raster picture)
    {
        var planes = Planes.Of(picture);
        for (var top = 0; top < picture.Height; top += 16)
        {
            for (var left = 0; left < picture.Width; left += 16)
            {
                for (var quarter = 0; quarter < 4; quarter++)
                {
                    planes.Lightness.CopyBlock(left + (8 * (quarter & 1)), top + (8 * (quarter >> 1)), _samples);
                    WriteBlock(0, _lightness, StandardTables.LightnessMeans, StandardTables.LightnessOthers);
                }

                planes.Blue.CopyBlock(left / 2, top / 2, _samples);
                WriteBlock(1, _colour, StandardTables.ColourMeans, StandardTables.ColourOthers);
                planes.Red.CopyBlock(left / 2, top / 2, _samples);
                WriteBlock(2, _colour, StandardTables.ColourMeans, StandardTables.ColourOthers);
            }
        }

        _bits.Finish();
        _target.WriteAll([0xFF, 0xD9]);
    }

    private void WriteBlock(int channel, byte[] quantiser, HuffmanCodes means, HuffmanCodes others)
    {
        ForwardTransform.Apply(_samples, quantiser, _coefficients);
        var difference = _coefficients[0] - _previous[channel];
        _previous[channel] = _coefficients[0];
        var size = SizeOf(difference);
        means.Write(_bits, size);
        WriteValue(difference, size);
        var zeros = 0;
        for (var at = 1; at < 64; at++)
        {
            var value = _coefficients[ZigZag.At(at)];
            if (value == 0)
            {
                zeros++;
                continue;
            }

            for (; zeros >= 16; zeros -= 16)
            {
                others.Write(_bits, 0xF0);
            }

            size = SizeOf(value);
            others.Write(_bits, (zeros << 4) | size);
            WriteValue(value, size);
            zeros = 0;
        }

        if (zeros > 0)
        {
            others.Write(_bits, 0);
        }
    }

    private void WriteValue(int value, int size) => _bits.Write(value < 0 ? value + (1 << size) - 1 : value, size);

    private static int SizeOf(int value)
    {
        var size = 0;
        for (var left = Math.Abs(value); left > 0; left >>= 1)
        {
            size++;
        }

        return size;
    }
}
