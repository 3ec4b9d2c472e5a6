namespace NanoBanana.Client.Uploads;

/// <summary>What a run uploaded so far. Safe for several threads.</summary>
public sealed class UploadTotals
{
    private long _bytes;
    private int _files;
    private int _reused;

    internal UploadTotals()
    {
    }

    /// <summary>Files that were uploaded.</summary>
    public int Files => Volatile.Read(ref _files);

    /// <summary>Their bytes.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    /// <summary>Files that an earlier run uploaded and that are still there.</summary>
    public int Reused => Volatile.Read(ref _reused);

    internal void AddFile(long bytes)
    {
        Interlocked.Add(ref _bytes, bytes);
        Interlocked.Increment(ref _files);
    }

    internal void AddReused() => Interlocked.Increment(ref _reused);
}
