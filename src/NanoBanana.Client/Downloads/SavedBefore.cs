using NanoBanana.Client.Imaging;
using NanoBanana.Client.Journal;

namespace NanoBanana.Client.Downloads;

/// <summary>Recognises an image that an earlier run saved, so that it is not fetched again.</summary>
internal static class SavedBefore
{
    /// <summary>The image if it is in the folder and has not changed since; else null.</summary>
    /// <param name="entry">What the journal knows of the task.</param>
    /// <param name="task">The task.</param>
    /// <param name="image">One of its images.</param>
    /// <param name="options">Where it would be saved.</param>
    public static SavedImage? Find(JournalEntry? entry, ImageTask task, ResultImage image, SaveOptions options)
    {
        if (options.Force || entry is null)
        {
            return null;
        }

        // a run that was killed may have renamed the file without recording it
        return Look(entry.Saved, task, image, options) ?? Look(entry.Saving, task, image, options);
    }

    private static SavedImage? Look(IReadOnlyDictionary<int, SavedFile> files, ImageTask task, ResultImage image, SaveOptions options)
    {
        if (!files.TryGetValue(image.Index, out var saved)
            || (options.OutFile is { } wanted && !string.Equals(saved.Path, wanted, StringComparison.Ordinal))
            || !string.Equals(Path.GetDirectoryName(saved.Path), Path.GetFullPath(options.FolderOf(task)).TrimEnd(Path.DirectorySeparatorChar), StringComparison.Ordinal))
        {
            return null;
        }

        // the same image in another format or size is another file
        return OfFile(saved.Path, (file, facts) => facts.Checksum == saved.Checksum && options.ConvertTo?.IsMade(facts) is not false
            ? ImageCheck.Of(file).ToSaved(saved.Path, task, image)
            : null);
    }

    /// <summary>Whether a file is the image with this checksum.</summary>
    /// <param name="path">A file, or nothing.</param>
    /// <param name="checksum">XXH64 of the image.</param>
    public static bool Is(string path, ulong checksum) => OfFile(path, (_, facts) => facts.Checksum == checksum);

    private static T? OfFile<T>(string path, Func<Stream, ImageFacts, T?> read)
    {
        try
        {
            using var file = SourceFile.OpenRead(path);
            return read(file, ImageInspector.Look(file));
        }
        catch (Exception error) when (ImageErrors.IsKnown(error))
        {
            // moved, deleted or changed: it is fetched again
            return default;
        }
    }
}
