using SkiaSharp;

namespace NanoBanana.Client.Imaging.Pixels;

/// <summary>The native library that decodes and encodes. It is loaded on first use, and not available for all systems.</summary>
internal static class SkiaLibrary
{
    private static readonly Lazy<bool> Loads = new(Load);

    public static bool IsAvailable => Loads.Value;

    /// <exception cref="NanoBananaException"><c>ImagingNotAvailable</c>.</exception>
    public static void Require(object target)
    {
        if (!IsAvailable)
        {
            throw new NanoBananaException(ErrorIds.ImagingNotAvailable, target) { Target = target };
        }
    }

    private static bool Load()
    {
        try
        {
            NativeHeap.ReturnLargePieces();
            return SKImageInfo.PlatformColorType != SKColorType.Unknown;
        }
        catch (Exception error) when (error is DllNotFoundException or TypeInitializationException or BadImageFormatException or EntryPointNotFoundException)
        {
            return false;
        }
    }
}
