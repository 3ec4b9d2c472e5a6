using NanoBanana.Client.Imaging;
using NanoBanana.Client.Imaging.Thumbnails;

namespace NanoBanana.Client.Reports;

/// <summary>A picture of a report once it was looked at.</summary>
internal sealed record ShownPicture(string Name)
{
    private const long Largest = 64 * 1024 * 1024;

    /// <summary>Null where there is nothing to show; <see cref="Note"/> says why.</summary>
    public Thumbnail? Thumbnail { get; private init; }

    /// <summary>Why there is no thumbnail.</summary>
    public string? Note { get; private init; }

    /// <summary>The whole image, where it lies on disk.</summary>
    public string? Link { get; private init; }

    /// <summary>Size and format of the whole image.</summary>
    public string? Facts { get; private init; }

    /// <summary>Looks at a picture and makes its thumbnail.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="report">Full path of the report, from which links begin.</param>
    /// <param name="edge">The longer side of a thumbnail, in pixels.</param>
    public static ShownPicture Of(ReportPicture picture, string report, int edge)
    {
        var shown = new ShownPicture(picture.Name);
        if (picture.Missing is not null)
        {
            return shown with { Note = picture.Missing };
        }

        try
        {
            return Look(shown, picture, report, edge);
        }
        catch (Exception error) when (error is ImageFormatException or FormatException or IOException or UnauthorizedAccessException)
        {
            return shown with { Note = "It cannot be read: " + error.Message };
        }
    }

    private static ShownPicture Look(ShownPicture shown, ReportPicture picture, string report, int edge)
    {
        var link = picture.Path is null ? null : RelativeLink.To(report, picture.Path);
        if (picture.Path is not null && new FileInfo(picture.Path).Length > Largest)
        {
            return shown with { Link = link, Note = "It is too large to be made small here." };
        }

        var file = picture.Path is null ? Decode(picture.Inline!) : File.ReadAllBytes(picture.Path);
        using var stream = new MemoryStream(file, writable: false);
        var facts = ImageInspector.Inspect(stream);
        if (picture.Checksum is { } checksum && checksum != facts.Checksum)
        {
            return shown with { Note = "The saved file has been changed or replaced since." };
        }

        var thumbnail = Thumbnail.Make(file, facts, edge);
        return shown with
        {
            Link = link,
            Facts = FormattableString.Invariant($"{facts.Width} × {facts.Height} {facts.Format.ToUpperInvariant()}"),
            Thumbnail = thumbnail,
            Note = thumbnail is null ? $"A {facts.Format.ToUpperInvariant()} of this kind cannot be made small here." : null,
        };
    }

    private static byte[] Decode(string uri) => Convert.FromBase64String(uri.Substring(uri.IndexOf(',') + 1));
}
