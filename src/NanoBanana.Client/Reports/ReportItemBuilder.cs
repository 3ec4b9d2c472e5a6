using NanoBanana.Client.Journal;

namespace NanoBanana.Client.Reports;

/// <summary>A task of a report while it is gathered, and where its pictures are.</summary>
internal sealed class ReportItemBuilder(ImageTask task, JournalEntry? entry)
{
    public ImageTask Task { get; set; } = task;

    /// <summary>Saved images that were named themselves.</summary>
    public List<string> Files { get; } = [];

    public ReportItem ToItem(string folder) => new(
        Task,
        [.. Task.Source.Select(source => Before(source, folder))],
        [.. Files.Count > 0 ? Files.Distinct(StringComparer.Ordinal).Select((path, at) => Named(path) with { Index = IndexOf(path) ?? at + 1 }) : After()],
        entry?.BaseUri is { IsLoopback: true });

    private int? IndexOf(string path) => entry?.Saved.Where(each => string.Equals(each.Value.Path, path, StringComparison.Ordinal)).Select(each => (int?)each.Key).FirstOrDefault();

    private static ReportPicture Before(string source, string folder)
    {
        if (Uri.TryCreate(source, UriKind.Absolute, out var url) && !url.IsFile)
        {
            // a query may be a signature
            var name = url.Scheme is "https" or "http" ? url.Host + Uri.UnescapeDataString(url.AbsolutePath) : url.Scheme;
            return new ReportPicture { Name = name, Missing = "The source is a web address, and a report loads nothing from the network." };
        }

        var path = url?.LocalPath ?? Resolved(source, folder);
        return path is not null && File.Exists(path)
            ? Named(path)
            : new ReportPicture { Name = NameOf(source), Missing = "The source file was moved or deleted." };
    }

    private static string? Resolved(string source, string folder)
    {
        try
        {
            return Path.GetFullPath(Path.Combine(folder, source));
        }
        catch (Exception error) when (error is ArgumentException or NotSupportedException or IOException)
        {
            return null;
        }
    }

    private static ReportPicture Named(string path) => new() { Name = NameOf(path), Path = path };

    private static string NameOf(string path) => path.Substring(path.LastIndexOfAny(['/', '\\']) + 1);

    private IEnumerable<ReportPicture> After()
    {
        var saved = entry?.Saved ?? new Dictionary<int, SavedFile>();
        return Task.Images.Select(image => image.Index).Union(saved.Keys).OrderBy(index => index).Select(index =>
        {
            var image = Task.Images.FirstOrDefault(each => each.Index == index);
            var name = FormattableString.Invariant($"Result {index}");
            return saved.TryGetValue(index, out var file) ? Named(file.Path) with { Checksum = file.Checksum, Index = index }
                : image?.IsInline() == true ? new ReportPicture { Name = name, Inline = image.Url, Index = index }
                : new ReportPicture { Name = name, Index = index, Missing = "Not saved yet. Use Save-NanoBananaImage." };
        });
    }
}
