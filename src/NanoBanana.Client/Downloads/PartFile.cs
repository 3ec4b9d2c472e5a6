namespace NanoBanana.Client.Downloads;

/// <summary>A file that is being written beside its target; deleted unless it is moved into place.</summary>
internal sealed class PartFile : IDisposable
{
    private readonly string _path;
    private bool _moved;

    private PartFile(string path, FileStream stream) => (_path, Stream) = (path, stream);

    public FileStream Stream { get; }

    public static PartFile Create(string folder, string stem)
    {
        var path = Path.Combine(folder, "." + stem + "." + Guid.NewGuid().ToString("N").Substring(0, 8) + ".part");
        return new PartFile(path, new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 64 * 1024, FileOptions.Asynchronous));
    }

    /// <summary>A full disk or a lost share names no socket; a broken body does.</summary>
    public bool IsDiskFault(IOException error) => error.InnerException is null && error.Message.Contains(_path, StringComparison.Ordinal);

    /// <summary>Moves the file under its final name; a name that is taken gets a number, unless <paramref name="force"/>.</summary>
    public string MoveInto(string folder, string stem, string extension, bool force)
    {
        Stream.Dispose();
        for (var number = 0; ; number++)
        {
            var suffix = number == 0 ? string.Empty : FormattableString.Invariant($" ({number})");
            var target = Path.Combine(folder, stem + suffix + extension);
            if (TryMove(target, force))
            {
                _moved = true;
                return target;
            }
        }
    }

    public void Dispose()
    {
        Stream.Dispose();
        if (!_moved)
        {
            File.Delete(_path);
        }
    }

    private bool TryMove(string target, bool force)
    {
        if (force)
        {
#if NET
            File.Move(_path, target, overwrite: true);
#else
            File.Copy(_path, target, overwrite: true);
            File.Delete(_path);
#endif
            return true;
        }

        return ExclusiveMove.Try(_path, target);
    }
}
