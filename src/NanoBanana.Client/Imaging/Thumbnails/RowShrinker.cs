namespace NanoBanana.Client.Imaging.Thumbnails;

/// <summary>
/// Makes a picture smaller, row by row as it is decoded, so that the large one is never in memory. Each pixel becomes the mean
/// of the area that it covers.
/// </summary>
internal sealed class RowShrinker
{
    private readonly int _sourceWidth;
    private readonly double _across;
    private readonly double _down;
    private readonly float[] _line;
    private readonly float[] _sum;
    private readonly byte[] _rgb;
    private readonly int _width;
    private readonly int _height;
    private double _at;
    private int _done;

    /// <param name="width">Pixels of the large picture.</param>
    /// <param name="height">Pixels of the large picture.</param>
    /// <param name="edge">The longer side of the small one at most; a picture that is small already stays as it is.</param>
    public RowShrinker(int width, int height, int edge)
    {
        var scale = Math.Min(1.0, (double)edge / Math.Max(width, height));
        _sourceWidth = width;
        _width = Math.Max(1, (int)Math.Round(width * scale));
        _height = Math.Max(1, (int)Math.Round(height * scale));
        _across = (double)_width / width;
        _down = (double)_height / height;
        _line = new float[_width * 3];
        _sum = new float[_width * 3];
        _rgb = new byte[_width * _height * 3];
    }

    /// <summary>Takes the next row of the large picture.</summary>
    /// <param name="rgb">Three bytes a pixel.</param>
    public void Add(byte[] rgb)
    {
        ShrinkLine(rgb);
        var end = _at + _down;
        var border = _done + 1;
        if (end < border)
        {
            Accumulate((float)_down);
        }
        else
        {
            var part = border - _at;
            Accumulate((float)part);
            Emit();
            Accumulate((float)(_down - part));
        }

        _at = end;
    }

    /// <summary>The small picture, once all rows are in.</summary>
    public Raster Finish()
    {
        // sums of fractions may end a hair short of the last row
        if (_done < _height)
        {
            Emit();
        }

        return new Raster(_width, _height, _rgb);
    }

    private void ShrinkLine(byte[] rgb)
    {
        Array.Clear(_line, 0, _line.Length);
        var start = 0.0;
        for (var x = 0; x < _sourceWidth; x++)
        {
            var end = start + _across;
            var pixel = Math.Min((int)start, _width - 1);
            var inside = (float)(Math.Min(end, pixel + 1) - start);
            AddTo(pixel * 3, rgb, x * 3, inside);
            if (end > pixel + 1 && pixel + 1 < _width)
            {
                AddTo((pixel + 1) * 3, rgb, x * 3, (float)(end - pixel - 1));
            }

            start = end;
        }
    }

    private void AddTo(int target, byte[] rgb, int source, float weight)
    {
        _line[target] += rgb[source] * weight;
        _line[target + 1] += rgb[source + 1] * weight;
        _line[target + 2] += rgb[source + 2] * weight;
    }

    private void Accumulate(float weight)
    {
        for (var i = 0; i < _sum.Length; i++)
        {
            _sum[i] += _line[i] * weight;
        }
    }

    private void Emit()
    {
        if (_done < _height)
        {
            var offset = _done * _sum.Length;
            for (var i = 0; i < _sum.Length; i++)
            {
                _rgb[offset + i] = (byte)Math.Min(255, Math.Max(0, (int)(_sum[i] + 0.5f)));
            }
        }

        _done++;
        Array.Clear(_sum, 0, _sum.Length);
    }
}
