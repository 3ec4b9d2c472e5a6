using NanoBanana.Client.Imaging;
using NanoBanana.Client.Imaging.Metadata;

namespace NanoBanana.Client.Uploads;

/// <summary>A copy of an image without its metadata, in a file that goes when it is done with.</summary>
internal sealed class StrippedCopy : IDisposable
{
    private StrippedCopy(SourceFile file, IReadOnlyList<string> removed) => (File, Removed) = (file, removed);

    public SourceFile File { get; }

    /// <summary>What was left out, for people.</summary>
    public IReadOnlyList<string> Removed { get; }

    public static StrippedCopy Make(SourceFile original)
    {
        var path = Path.GetTempFileName();
        try
        {
            return Make(original, path);
        }
        catch
        {
            // a photograph that is private lies in it, whole or in part
            System.IO.File.Delete(path);
            throw;
        }
    }

    public void Dispose() => System.IO.File.Delete(File.Path);

    private static StrippedCopy Make(SourceFile original, string path)
    {
        using var source = SourceFile.OpenRead(original.Path);
        using var target = new FileStream(path, FileMode.Create, FileAccess.ReadWrite, FileShare.None, 64 * 1024);
        var removed = MetadataStripper.Copy(source, target, original.Facts.Format, ImageOrientation.Read(original.Path));
        target.Position = 0;
        var (facts, hash) = ImageInspector.InspectAndHash(target);
        return new StrippedCopy(new SourceFile(path, original.Original, facts, hash), removed);
    }
}
