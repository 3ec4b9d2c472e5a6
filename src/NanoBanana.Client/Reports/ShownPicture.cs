using NanoBanana.Client.Imaging;
using NanoBanana.Client.Imaging.Provenance;

namespace NanoBanana.Client.Reports;

/// <summary>A picture of a report once it was looked at.</summary>
internal sealed record ShownPicture(string Name)
{
    /// <summary>Null if there is nothing to show; <see cref="Note"/> says why.</summary>
    public Thumbnail? Thumbnail { get; private init; }

    /// <summary>Why there is no thumbnail.</summary>
    public string? Note { get; private init; }

    /// <summary>The path of the whole image; null if it is not on disk.</summary>
    public string? Link { get; private init; }

    /// <summary>Size and format of the whole image.</summary>
    public string? Facts { get; private init; }

    /// <summary>One of <see cref="Provenances"/>.</summary>
    public string Provenance { get; private init; } = Provenances.None;

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
        using Stream file = picture.Path is null ? new MemoryStream(Decode(picture.Inline!), writable: false) : SourceFile.OpenRead(picture.Path);
        var facts = FactsOf(file);
        if (picture.Checksum is { } checksum && checksum != facts.Checksum)
        {
            return shown with { Note = "The saved file was changed or replaced." };
        }

        var thumbnail = Thumbnail.Make(file, edge);
        return shown with
        {
            Link = link,
            Facts = FormattableString.Invariant($"{facts.Width} × {facts.Height} {facts.Format.ToUpperInvariant()}"),
            Thumbnail = thumbnail,
            Provenance = ContentCredentials.Of(file, facts),
            Note = thumbnail is null ? $"This {facts.Format.ToUpperInvariant()} cannot be shown as a thumbnail: {facts.Damage ?? "it has too many pixels, or no decoder opens it"}." : null,
        };
    }

    // sources may be GIF or BMP, which are sent as copies
    private static ImageFacts FactsOf(Stream file)
    {
        if (OtherFormats.Look(file) is { } other)
        {
            return other;
        }

        file.Position = 0;
        return ImageInspector.Look(file);
    }

    private static byte[] Decode(string uri) => Convert.FromBase64String(uri.Substring(uri.IndexOf(',') + 1));
}
