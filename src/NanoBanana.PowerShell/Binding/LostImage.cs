using System.Collections;
using System.Management.Automation;
using NanoBanana.Client.Compatibility;

namespace NanoBanana.PowerShell.Binding;

/// <summary>Finds what looks like an image in a value that no image parameter reads: without it, a misspelt column is a paid text to image.</summary>
internal static class LostImage
{
    /// <summary>The greatest depth that is searched: URLs are not nested deeper, and an object may contain itself.</summary>
    private const int MostLevels = 4;

    private static readonly HashSet<string> Endings = new(
        [
            "jpg", "jpeg", "jpe", "jfif", "jif", "pjpeg", "pjp", "png", "apng", "webp", "heic", "heif", "heics", "hif", "avif", "avifs", "gif", "bmp", "dib", "tif", "tiff",
            "jxl", "jp2", "j2k", "jpx", "svg", "ico", "psd", "tga", "exr", "dng", "raw", "cr2", "cr3", "nef", "arw", "orf", "rw2", "raf",
        ],
        StringComparer.OrdinalIgnoreCase);

    private static readonly string[] Beginnings = ["https://", "http://", "//", "www.", "file://", "s3://", "data:image/"];

    /// <summary>The text that looks like an image; null if there is none.</summary>
    public static string? In(object? value) => In(value, MostLevels);

    /// <summary>Whether a text is the name or the address of an image, and nothing else.</summary>
    public static bool Is(string text)
    {
        var bare = PathText.Bare(text);
        var isAddress = Beginnings.Any(each => bare.StartsWith(each, StringComparison.OrdinalIgnoreCase));
        var path = bare.Split('?', '#')[0].TrimEnd();
        var dot = path.LastIndexOf('.');
        return (isAddress && !bare.Any(char.IsWhiteSpace)) || (dot >= 0 && Endings.Contains(path.Substring(dot + 1)));
    }

    private static string? In(object? value, int levels)
    {
        if (levels == 0)
        {
            return null;
        }

        return Cell.Plain(value) switch
        {
            string text => Is(text) ? text : null,
            Uri uri => Is(uri.OriginalString) ? uri.OriginalString : null,
            FileInfo file => Is(file.Name) ? file.Name : null,
            IDictionary fields => First(fields.Values, levels),
            IEnumerable items => First(items, levels),
            PSObject record => First(record.Properties.Where(each => each.MemberType is PSMemberTypes.NoteProperty).Select(each => each.Value), levels),
            _ => null,
        };
    }

    private static string? First(IEnumerable items, int levels) =>
        items.Cast<object?>().Select(each => In(each, levels - 1)).FirstOrDefault(each => each is not null);
}
