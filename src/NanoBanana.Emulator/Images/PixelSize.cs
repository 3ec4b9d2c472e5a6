using System.Runtime.InteropServices;

namespace NanoBanana.Emulation.Images;

/// <summary>Width and height in pixels.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct PixelSize(int Width, int Height)
{
    public PixelSize Turned() => new(Height, Width);
}
