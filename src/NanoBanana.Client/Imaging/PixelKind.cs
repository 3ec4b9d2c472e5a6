namespace NanoBanana.Client.Imaging;

/// <summary>Kinds of pixels that not every gateway or decoder takes.</summary>
[Flags]
internal enum PixelKind
{
    /// <summary>Grey or RGB with 8 bits, from the top to the bottom.</summary>
    Plain = 0,

    /// <summary>Four inks instead of three colours.</summary>
    Cmyk = 1,

    /// <summary>16 bits per sample.</summary>
    Deep = 2,

    /// <summary>Coded in several passes over the picture; a decoder needs all of it in memory.</summary>
    Progressive = 4,

    /// <summary>Several frames.</summary>
    Animated = 8,
}
