namespace NanoBanana.Emulation.Images;

/// <summary>One row of Pixazo's price table: ratio, result size in pixels, USD an image.</summary>
internal sealed record RatioRow(string Ratio, int Width, int Height, decimal Usd);
