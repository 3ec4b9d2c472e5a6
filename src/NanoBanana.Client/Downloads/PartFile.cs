using NanoBanana.Client.Compatibility;
using NanoBanana.Client.State;

namespace NanoBanana.Client.Downloads;

/// <summary>A file that is being written next to its target; deleted unless it is moved into place.</summary>
internal sealed class PartFile : IDisposable
{
    private const string Ending = ".nanobanana.part";

    /// <summary>A younger one may belong to a run that has just begun it or is about to move it.</summary>
    private static readonly TimeSpan LeastAge = TimeSpan.FromMinutes(1);

    private readonly string _folder;
    private readonly string _stem;
    private readonly string _path;
    private bool _moved;

    private PartFile(string folder, string stem, string path, FileStream stream) => (_folder, _stem, _path, Stream) = (folder, stem, path, stream);

    public FileStream Stream { get; }

    public static PartFile Create(string folder, string stem)
    {
        var path = Path.Combine(folder, "." + stem + "." + Guid.NewGuid().ToString("N").Substring(0, 8) + Ending);
        return new PartFile(folder, stem, path, new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, bufferSize: 1));
    }

    /// <summary>Deletes what runs left behind that were killed; a file that a living run writes is locked.</summary>
    public static void Sweep(string folder, DateTimeOffset now)
    {
        foreach (var path in Directory.EnumerateFiles(folder, ".*" + Ending))
        {
            try
            {
                if (now - new DateTimeOffset(File.GetLastWriteTimeUtc(path)) > LeastAge)
                {
                    using var free = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);
                }
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                // another run's
            }
        }
    }

    /// <summary>A full disk or a lost share names no socket; a broken body does.</summary>
    public bool IsDiskFault(Exception error) => error is IOException { InnerException: null } && error.Message.Contains(_path, StringComparison.Ordinal);

    /// <summary>Moves the file under its final name; a name that is taken gets a number.</summary>
    /// <param name="extension">With its dot.</param>
    /// <param name="force">Replaces the file of that name, unless this run has made it.</param>
    /// <param name="taken">What this run has numbered so far.</param>
    /// <param name="isFree">What else must hold of a name.</param>
    /// <param name="before">Called with each name just before it is tried.</param>
    public async Task<string> MoveIntoPlaceAsync(string extension, bool force, TakenNames taken, Func<string, bool> isFree, Func<string, Task> before)
    {
        var name = Path.Combine(_folder, _stem + extension);
        for (var number = force ? taken.Reserve(name) : taken.FirstOf(name); ; number++)
        {
            var suffix = number == 0 ? string.Empty : FormattableString.Invariant($" ({number})");
            var target = Path.GetFullPath(Path.Combine(_folder, _stem + suffix + extension));
            if (!force && (File.Exists(target) || Directory.Exists(target) || !isFree(target)))
            {
                continue;
            }

            await before(target).ConfigureAwait(false);
            if (TryMoveTo(target, force))
            {
                taken.Took(name, number);
                return target;
            }
        }
    }

    /// <summary>Moves the file to a free name for the user to look at.</summary>
    /// <param name="extension">With its dot.</param>
    public string MoveAside(string extension)
    {
        for (var number = 0; ; number++)
        {
            var suffix = number == 0 ? string.Empty : FormattableString.Invariant($" ({number})");
            var target = Path.GetFullPath(Path.Combine(_folder, _stem + suffix + extension));
            if (!File.Exists(target) && !Directory.Exists(target) && TryMoveTo(target, force: false))
            {
                return target;
            }
        }
    }

    /// <returns>False if the name is taken.</returns>
    public bool TryMoveTo(string target, bool force)
    {
        Stream.Dispose();
        _moved = FileMove.Try(_path, target, force);
        return _moved;
    }

    public void Dispose()
    {
        Stream.Dispose();
        if (!_moved)
        {
            File.Delete(_path);
        }
    }
}
