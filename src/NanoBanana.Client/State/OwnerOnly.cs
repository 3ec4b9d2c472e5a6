namespace NanoBanana.Client.State;

/// <summary>
/// Refuses folders and files of keys that other accounts can change or read, as ssh does (StrictModes of sshd_config(5)). Windows has
/// its own rules, which the profile folder inherits.
/// </summary>
internal static class OwnerOnly
{
    /// <summary>A folder or file that only this account and root can change, and replace: the folders above it count too, up to the user's home.</summary>
    /// <exception cref="NanoBananaException"><c>HomeWritableByOthers</c>.</exception>
    public static void EnsureNotWritable(string path)
    {
#if NET
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        EnsureWay(path);
        if (File.ResolveLinkTarget(path, returnFinalTarget: true) is { } target)
        {
            EnsureWay(target.FullName);
        }
#endif
    }

    /// <exception cref="NanoBananaException"><c>KeyReadableByOthers</c>.</exception>
    public static void EnsureNotReadable(string path)
    {
#if NET
        if (Problem(path, GroupRead | GroupWrite | OtherRead | OtherWrite) is { } problem)
        {
            throw new NanoBananaException(ErrorIds.KeyReadableByOthers, path, problem.Mend ?? "chmod 600 " + Quoted(path), problem.What ?? "can be read by other accounts") { Target = path };
        }
#endif
    }

#if NET
    private const int GroupRead = 0x20;
    private const int GroupWrite = 0x10;
    private const int OtherRead = 0x4;
    private const int OtherWrite = 0x2;
    private const int Sticky = 0x200;

    private static void EnsureWay(string path)
    {
        if (Problem(path, GroupWrite | OtherWrite) is { } problem)
        {
            throw Writable(path, problem);
        }

        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        for (var above = path; above != home && Path.GetDirectoryName(above) is { } folder; above = folder)
        {
            // anyone with write access to a folder can replace what is in it, unless the folder is sticky, as /tmp is
            var isSticky = UnixStatus.Of(folder) is { } status && (status.Mode & Sticky) != 0;
            if (Problem(folder, isSticky ? 0 : GroupWrite | OtherWrite) is { } found)
            {
                throw Writable(folder, found);
            }
        }
    }

    private static NanoBananaException Writable(string path, (string? What, string? Mend) problem) =>
        new(ErrorIds.HomeWritableByOthers, path, problem.Mend ?? "chmod go-w " + Quoted(path), problem.What ?? "can be written to by other accounts") { Target = path };

    /// <summary>What is wrong: with null texts, the rights; null if all is well, nothing is there yet, or the error of reading it says why.</summary>
    private static (string? What, string? Mend)? Problem(string path, int rights) => UnixStatus.Of(path) switch
    {
        null => null,
        { Owner: not UnixStatus.Root } status when status.Owner != UnixStatus.Me =>
            (FormattableString.Invariant($"belongs to another account (uid {status.Owner})"), FormattableString.Invariant($"sudo chown {UnixStatus.Me} {Quoted(path)}")),
        var status => (status.Value.Mode & rights) == 0 ? null : (null, null),
    };

    private static string Quoted(string path) => "'" + path.Replace("'", "'\\''", StringComparison.Ordinal) + "'";
#endif
}
