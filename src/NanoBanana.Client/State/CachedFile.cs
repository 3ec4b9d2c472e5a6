namespace NanoBanana.Client.State;

/// <summary>
/// A small file, parsed again when its bytes change. Its times are not used: they are too coarse to distinguish two changes in quick succession.
/// </summary>
/// <param name="path">Gives the file's path; asked each time, because the folder can be named again.</param>
/// <param name="parse">Reads its bytes; its exceptions reach the caller.</param>
internal sealed class CachedFile<T>(Func<string> path, Func<string, byte[], T> parse)
    where T : class
{
    private sealed record Reading(byte[] Bytes, T Value);

    private Reading? _last;

    /// <summary>The file's content, for reading; null if there is no file.</summary>
    public T? Read()
    {
        if (ReadBytes() is not { } bytes)
        {
            return null;
        }

        var last = Volatile.Read(ref _last);
        if (last is null || !last.Bytes.AsSpan().SequenceEqual(bytes))
        {
            last = new Reading(bytes, parse(path(), bytes));
            Volatile.Write(ref _last, last);
        }

        return last.Value;
    }

    /// <summary>The file's content, to be changed by the holder of its lock.</summary>
    public T? ReadToChange() => ReadBytes() is { } bytes ? parse(path(), bytes) : null;

    // another process may move a new file into place meanwhile
    private byte[]? ReadBytes()
    {
        try
        {
            using var file = new FileStream(path(), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var bytes = new MemoryStream();
            file.CopyTo(bytes);
            return bytes.ToArray();
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new NanoBananaException(ErrorIds.FileNotRead, error, path(), error.Message) { Target = path() };
        }
    }
}
