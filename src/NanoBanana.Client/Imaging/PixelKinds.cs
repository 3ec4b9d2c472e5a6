namespace NanoBanana.Client.Imaging;

/// <summary>Asks about <see cref="PixelKind"/>.</summary>
internal static class PixelKinds
{
    public static bool Has(this PixelKind pixels, PixelKind kind) => (pixels & kind) == kind;
}
