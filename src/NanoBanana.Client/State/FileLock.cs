namespace NanoBanana.Client.State;

/// <summary>A lock for one writer at a time across all processes. The operating system releases it when its process dies.</summary>
internal sealed class FileLock : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(2);

    private readonly FileStream _file;

    private FileLock(FileStream file) => _file = file;

    /// <exception cref="IOException">Another process holds it for too long.</exception>
    public static async Task<FileLock> TakeAsync(string path, TimeProvider time)
    {
        var since = time.GetTimestamp();
        while (true)
        {
            try
            {
                return new FileLock(HomeFolder.Open(path, FileShare.None));
            }
            catch (IOException) when (time.GetElapsedTime(since) < Patience && File.Exists(path))
            {
                await time.Delay(Step).ConfigureAwait(false);
            }
        }
    }

    public void Dispose() => _file.Dispose();
}
