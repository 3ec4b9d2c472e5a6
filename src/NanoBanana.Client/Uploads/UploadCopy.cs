using NanoBanana.Client.Imaging;
using NanoBanana.Client.Imaging.Metadata;

namespace NanoBanana.Client.Uploads;

/// <summary>What is uploaded instead of a file: a copy that fits the gateway, without metadata, or both. It is deleted after use.</summary>
internal sealed class UploadCopy : IDisposable
{
    private readonly CopyFolder _folder;

    private UploadCopy(CopyFolder folder, SourceFile file, string done) => (_folder, File, Done) = (folder, file, done);

    /// <summary>The copy. Its folder is new, and its name is the original's: a script that uploads it sees the name.</summary>
    public SourceFile File { get; }

    /// <summary>What was done, for users; empty if there was nothing to do.</summary>
    public string Done { get; }

    /// <summary>True if the file cannot be sent as it is.</summary>
    public static bool IsNeeded(SourceFile original, bool strip) => strip || original.FitReason is not null;

    /// <summary>Makes the copy.</summary>
    /// <param name="original">What was checked.</param>
    /// <param name="strip">Leaves metadata out; a copy that was made to fit has none.</param>
    public static UploadCopy Make(SourceFile original, bool strip)
    {
        var folder = CopyFolder.Create(Path.GetTempPath());
        try
        {
            return original.FitReason is null && strip ? Strip(original, folder) : Fit(original, folder);
        }
        catch (Exception error)
        {
            // a photograph that is private is in it, whole or in part
            folder.Dispose();
            if (error is ImageFormatException)
            {
                throw new NanoBananaException(ErrorIds.ImageTruncated, error, original.Original, original.Facts.Format, error.Message) { Target = original.Original };
            }

            throw;
        }
    }

    public void Dispose() => _folder.Dispose();

    private static UploadCopy Strip(SourceFile original, CopyFolder folder)
    {
        var path = Path.Combine(folder.Path, Path.GetFileName(original.Path));
        IReadOnlyList<string> removed = [];
        var file = Write(original, path, (source, target) => removed = MetadataStripper.Copy(source, target, original.Facts.Format, ImageOrientation.Read(original.Path)));
        return new UploadCopy(folder, file, removed.Count == 0 ? string.Empty : $"{string.Join(", ", removed)} removed");
    }

    private static UploadCopy Fit(SourceFile original, CopyFolder folder)
    {
        FittedCopy? fitted = null;
        var path = Path.Combine(folder.Path, Path.GetFileName(original.Path));
        var file = Write(original, path, (source, target) => fitted = FittedCopy.Make(source, original.Facts, original.MaxBytes ?? int.MaxValue, target));
        var named = Path.ChangeExtension(path, file.Facts.Extension);
        System.IO.File.Move(path, named);
        return new UploadCopy(folder, file with { Path = named }, FormattableString.Invariant($"sent as a {fitted} with {file.Facts.Length:N0} bytes, because {original.FitReason}"));
    }

    private static SourceFile Write(SourceFile original, string path, Action<Stream, Stream> make)
    {
        using var source = SourceFile.OpenRead(original.Path);
        using var target = new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 64 * 1024);
        make(source, target);
        target.Position = 0;
        var (facts, hash) = ImageInspector.InspectAndHash(target);
        return new SourceFile(path, original.Original, facts, hash);
    }
}
