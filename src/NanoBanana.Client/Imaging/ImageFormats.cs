namespace NanoBanana.Client.Imaging;

/// <summary>The formats that gateways take and give, by their first bytes.</summary>
internal static class ImageFormats
{
    /// <summary>One of <see cref="OutputFormats"/>; null for anything else.</summary>
    /// <param name="start">The first 12 bytes, or fewer if there are no more.</param>
    public static string? Of(byte[] start) => start switch
    {
        [0xFF, 0xD8, 0xFF, ..] => OutputFormats.Jpeg,
        [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => OutputFormats.Png,
        [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', ..] => OutputFormats.WebP,
        [(byte)'R', (byte)'I', (byte)'F', (byte)'F', ..] when start.Length < 12 => OutputFormats.WebP,
        _ => null,
    };
}
