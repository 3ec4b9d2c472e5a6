using System.Runtime.InteropServices;

namespace NanoBanana.Client.State;

/// <summary>
/// Moves a file to a name that nothing has yet. On Unix, <see cref="File.Move(string, string)"/> looks first and renames then:
/// of two at the same time both succeed, and one file is lost. Linux can rename to a free name in one step (renameat2(2)); elsewhere
/// a hard link is made in one step or not at all.
/// </summary>
internal static class ExclusiveMove
{
    private const int NameExists = 17;

    private static readonly object Lock = new();

    /// <returns>False if the name is taken.</returns>
    public static bool Try(string path, string target)
    {
#if NET
        if (!OperatingSystem.IsWindows())
        {
            if (OperatingSystem.IsLinux() && RenameToFree(path, target) is { } renamed)
            {
                return renamed;
            }

            if (Link(path, target) == 0)
            {
                File.Delete(path);
                return true;
            }

            if (Marshal.GetLastPInvokeError() == NameExists)
            {
                return false;
            }

            // a file system without hard links: at least this process does one move at a time
        }
#endif
        try
        {
            lock (Lock)
            {
                File.Move(path, target);
            }

            return true;
        }
        catch (IOException) when (File.Exists(target) || Directory.Exists(target))
        {
            return false;
        }
    }

#if NET
    /// <returns>Null if the system or the file system cannot do it.</returns>
    private static bool? RenameToFree(string path, string target)
    {
        const int Here = -100;
        const uint ToFreeName = 1;
        try
        {
            return RenameAt2(Here, path, Here, target, ToFreeName) == 0 ? true
                : Marshal.GetLastPInvokeError() == NameExists ? false
                : null;
        }
        catch (EntryPointNotFoundException)
        {
            return null;
        }
    }

    [DllImport("libc", EntryPoint = "renameat2", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int RenameAt2(int from, [MarshalAs(UnmanagedType.LPUTF8Str)] string path, int to, [MarshalAs(UnmanagedType.LPUTF8Str)] string name, uint flags);

    [DllImport("libc", EntryPoint = "link", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Link([MarshalAs(UnmanagedType.LPUTF8Str)] string path, [MarshalAs(UnmanagedType.LPUTF8Str)] string name);
#endif
}
