namespace NanoBanana.Emulation.Images;

/// <summary>An image as its own bytes describe it: media type and upright size.</summary>
internal sealed record SniffedImage(string MediaType, PixelSize Size);
