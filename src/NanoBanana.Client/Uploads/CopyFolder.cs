using NanoBanana.Client.State;

namespace NanoBanana.Client.Uploads;

/// <summary>
/// A folder of one copy of an image, which only this user can read. A locked file shows that its process lives; the folders of
/// killed processes are removed, because private photos are in them.
/// </summary>
internal sealed class CopyFolder : IDisposable
{
    private const string Prefix = "nanobanana-upload-";
    private const string LockName = ".lock";

    private static int s_isSwept;

    private readonly FileStream _lock;

    private CopyFolder(string path, FileStream @lock) => (Path, _lock) = (path, @lock);

    public string Path { get; }

    /// <param name="parent">The folder for temporary files.</param>
    public static CopyFolder Create(string parent)
    {
        if (Interlocked.Exchange(ref s_isSwept, 1) == 0)
        {
            Sweep(parent);
        }

        var path = System.IO.Path.Combine(parent, Prefix + Guid.NewGuid().ToString("N").Substring(0, 12));
        HomeFolder.Create(path);
        return new CopyFolder(path, OpenLock(path, FileMode.CreateNew));
    }

    /// <summary>Removes what killed processes left. A folder with only its lock, or not even that, is one that is being made.</summary>
    internal static void Sweep(string parent)
    {
        try
        {
            foreach (var path in Directory.EnumerateDirectories(parent, Prefix + "*"))
            {
                RemoveIfDead(path);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // the next process tries again
        }
    }

    public void Dispose()
    {
        _lock.Dispose();
        Remove(Path);
    }

    private static void RemoveIfDead(string path)
    {
        try
        {
            if (Directory.EnumerateFiles(path).Skip(1).Any())
            {
                OpenLock(path, FileMode.Open).Dispose();
                Remove(path);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // its process lives, or it belongs to another user
        }
    }

    private static void Remove(string path)
    {
        try
        {
            Directory.Delete(path, recursive: true);
        }
        catch (DirectoryNotFoundException)
        {
            // another process that swept was faster
        }
    }

    private static FileStream OpenLock(string path, FileMode mode) =>
        new(System.IO.Path.Combine(path, LockName), mode, FileAccess.ReadWrite, FileShare.None, bufferSize: 1);
}
