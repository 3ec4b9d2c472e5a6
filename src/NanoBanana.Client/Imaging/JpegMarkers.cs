namespace NanoBanana.Client.Imaging;

/// <summary>Markers of a JPEG (ITU-T T.81, table B.1): the byte behind 0xFF.</summary>
internal static class JpegMarkers
{
    public const int StartOfImage = 0xD8;
    public const int EndOfImage = 0xD9;
    public const int StartOfScan = 0xDA;
    public const int App0 = 0xE0;
    public const int App1 = 0xE1;
    public const int App2 = 0xE2;
    public const int App11 = 0xEB;
    public const int App13 = 0xED;
    public const int App14 = 0xEE;
    public const int App15 = 0xEF;
    public const int Comment = 0xFE;

    public static bool IsRestart(int marker) => marker is >= 0xD0 and <= 0xD7;

    /// <summary>No length and no content follow.</summary>
    public static bool IsStandalone(int marker) => marker is 0x01 or StartOfImage || IsRestart(marker);

    public static bool IsStartOfFrame(int marker) => marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC);
}
