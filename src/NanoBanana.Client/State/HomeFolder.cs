using NanoBanana.Client.Compatibility;

namespace NanoBanana.Client.State;

/// <summary>Where the state of this user is, and files there that only this user can read.</summary>
public static class HomeFolder
{
    /// <summary>
    /// <c>NANOBANANA_HOME</c>, or the platform's folder: LocalApplicationData, Application Support, or the XDG state folder
    /// (https://specifications.freedesktop.org/basedir-spec).
    /// </summary>
    /// <param name="environment">Reads an environment variable.</param>
    /// <returns>The full path. The folder may not exist yet.</returns>
    /// <exception cref="NanoBananaException"><c>JournalUnavailable</c>: the account has no home folder.</exception>
    public static string Find(Func<string, string?> environment)
    {
        var named = environment("NANOBANANA_HOME");
        if (!string.IsNullOrWhiteSpace(named))
        {
            return Path.GetFullPath(named!);
        }

        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        if (Platform.IsWindows)
        {
            return Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "NanoBanana");
        }

        if (string.IsNullOrEmpty(home))
        {
            throw new NanoBananaException(ErrorIds.JournalUnavailable, "the home folder", "this account has no home folder.");
        }

        if (Platform.IsMacOS)
        {
            return Path.Combine(home, "Library", "Application Support", "NanoBanana");
        }

        var state = environment("XDG_STATE_HOME");
        return Path.Combine(string.IsNullOrWhiteSpace(state) || !Path.IsPathRooted(state) ? Path.Combine(home, ".local", "state") : state!, "nanobanana");
    }

    /// <summary>Creates the folder for the owner alone, whatever the umask says.</summary>
    internal static void Create(string folder)
    {
        if (Directory.Exists(folder))
        {
            return;
        }

#if NET
        if (!OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            return;
        }
#endif
        Directory.CreateDirectory(folder);
    }

    /// <summary>Opens a file that only the owner can read, creating it if it is missing.</summary>
    internal static FileStream Open(string path, FileShare share)
    {
#if NET
        if (!OperatingSystem.IsWindows())
        {
            const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            var isNew = !File.Exists(path);
            var stream = new FileStream(path, new FileStreamOptions
            {
                Mode = FileMode.OpenOrCreate,
                Access = FileAccess.ReadWrite,
                Share = share,
                BufferSize = 0,
                UnixCreateMode = Owner,
            });
            if (isNew)
            {
                File.SetUnixFileMode(stream.SafeFileHandle, Owner);
            }

            return stream;
        }
#endif
        return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, share, bufferSize: 1);
    }
}
