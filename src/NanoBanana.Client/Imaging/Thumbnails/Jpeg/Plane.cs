namespace NanoBanana.Client.Imaging.Thumbnails.Jpeg;

/// <summary>One channel, about zero.</summary>
internal sealed class Plane(int width, int height)
{
    private readonly float[] _values = new float[width * height];

    public ref float this[int x, int y] => ref _values[(y * width) + x];

    /// <summary>Copies eight by eight values; beyond the edge the last ones are repeated.</summary>
    public void CopyBlock(int left, int top, float[] block)
    {
        for (var i = 0; i < 64; i++)
        {
            block[i] = this[Math.Min(left + (i & 7), width - 1), Math.Min(top + (i >> 3), height - 1)];
        }
    }
}
