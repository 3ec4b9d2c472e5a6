using System.Text;
using NanoBanana.Client.Model;

namespace NanoBanana.Client.Imaging;

/// <summary>A description for users of bytes that are not an image.</summary>
internal static class ContentName
{
    public const string Page = "HTML or XML";

    public static string Of(byte[] start) => start switch
    {
        [] => "an empty file",
        [(byte)'G', (byte)'I', (byte)'F', (byte)'8', ..] => "GIF",
        [(byte)'B', (byte)'M', ..] => "BMP",
        [(byte)'I', (byte)'I', 0x2A, 0x00, ..] or [(byte)'M', (byte)'M', 0x00, 0x2A, ..] => "TIFF",
        [(byte)'%', (byte)'P', (byte)'D', (byte)'F', ..] => "PDF",
        [(byte)'P', (byte)'K', 0x03, 0x04, ..] => "a ZIP archive",
        [_, _, _, _, (byte)'f', (byte)'t', (byte)'y', (byte)'p', ..] => "HEIC, AVIF or video",
        _ when IsText(start) => Encoding.UTF8.GetString(start).TrimStart() is ['<', ..] ? Page : "plain text",
        _ => "unknown data (" + Hex.Encode([.. start.Take(4)]) + ")",
    };

    /// <summary>An ending, with its dot, for a file that holds such bytes and is kept for users to look at; never one that runs or opens a browser.</summary>
    public static string Extension(byte[] start) => Of(start) switch
    {
        "GIF" => ".gif",
        "BMP" => ".bmp",
        "TIFF" => ".tif",
        "PDF" => ".pdf",
        "a ZIP archive" => ".zip",
        Page or "plain text" => ".txt",
        _ => ".bin",
    };

    private static bool IsText(byte[] start) => start.All(each => each is >= 0x20 or (byte)'\t' or (byte)'\r' or (byte)'\n');
}
