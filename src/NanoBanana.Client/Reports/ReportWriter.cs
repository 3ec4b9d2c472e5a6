using System.Text;
using NanoBanana.Client.State;
using NanoBanana.Client.Submitting;

namespace NanoBanana.Client.Reports;

/// <summary>
/// Writes a report: one HTML file with everything in it. It appears under its name whole or not at all, and pictures are looked
/// at a few at a time, so that memory does not grow with their number.
/// </summary>
public static class ReportWriter
{
    private const int FewPictures = 200;
    private const int LargeEdge = 480;
    private const int SmallEdge = 320;

    private static readonly int Ahead = Math.Min(4, Environment.ProcessorCount);

    /// <summary>Writes the report. Memory use does not grow with the number of images.</summary>
    /// <param name="items">The entries, in their order.</param>
    /// <param name="options">Where the report goes, and its title.</param>
    /// <param name="cancellationToken">Cancels; an incomplete file is removed.</param>
    /// <exception cref="NanoBananaException"><c>ReportExists</c> or <c>ReportNotWritten</c>.</exception>
    public static async Task WriteAsync(IReadOnlyCollection<ReportItem> items, ReportOptions options, CancellationToken cancellationToken)
    {
        EnsureFree(options);
        var part = Path.Combine(Path.GetDirectoryName(options.Path)!, "." + Guid.NewGuid().ToString("N").Substring(0, 12) + ".part");
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(options.Path)!);
            try
            {
                await WritePageAsync(part, items, options, cancellationToken).ConfigureAwait(false);
                if (!FileMove.Try(part, options.Path, options.Force))
                {
                    throw new NanoBananaException(ErrorIds.ReportExists, options.Path) { Target = options.Path };
                }
            }
            finally
            {
                File.Delete(part);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new NanoBananaException(ErrorIds.ReportNotWritten, error, options.Path, error.Message) { Target = options.Path };
        }
    }

    /// <summary>Checks before any work that the file does not exist, or may be replaced.</summary>
    /// <param name="options">Where the report goes.</param>
    /// <exception cref="NanoBananaException"><c>ReportExists</c>.</exception>
    public static void EnsureFree(ReportOptions options)
    {
        if (!options.Force && File.Exists(options.Path))
        {
            throw new NanoBananaException(ErrorIds.ReportExists, options.Path) { Target = options.Path };
        }
    }

    private static async Task WritePageAsync(string path, IReadOnlyCollection<ReportItem> items, ReportOptions options, CancellationToken cancellationToken)
    {
        using var stream = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 64 * 1024);
        using var text = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        var html = new HtmlWriter(text);
        ReportPage.Begin(html, options, ReportTotals.Of(items));
        var edge = items.Sum(item => item.Before.Count + item.After.Count) <= FewPictures ? LargeEdge : SmallEdge;
        var looking = new Queue<Task<ReportCard>>();
        var written = 0;
        foreach (var item in items)
        {
            looking.Enqueue(Task.Run(() => ReportCard.Look(item, options.Path, edge), cancellationToken));
            if (looking.Count >= Ahead)
            {
                await WriteNextAsync().ConfigureAwait(false);
            }
        }

        while (looking.Count > 0)
        {
            await WriteNextAsync().ConfigureAwait(false);
        }

        ReportPage.End(html);
        text.Flush();
        stream.Flush(flushToDisk: true);

        async Task WriteNextAsync()
        {
            cancellationToken.ThrowIfCancellationRequested();
            var card = await looking.Dequeue().ConfigureAwait(false);
            card.Write(html, ++written, options.Review);
            options.Progress?.Invoke(written);
        }
    }
}
