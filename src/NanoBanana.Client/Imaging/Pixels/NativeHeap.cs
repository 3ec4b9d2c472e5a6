using System.Runtime.InteropServices;
using NanoBanana.Client.Compatibility;

namespace NanoBanana.Client.Imaging.Pixels;

/// <summary>
/// The memory that the native library frees. The C library of most Linux systems keeps it for each thread that has used it: eight
/// photographs at once took 100 MB more than one of them needs.
/// </summary>
internal static class NativeHeap
{
    /// <summary>M_MMAP_THRESHOLD of mallopt(3).</summary>
    private const int MapThreshold = -3;

    private const int Large = 1024 * 1024;

    /// <summary>Lets pieces of a megabyte and more come from the system and go back to it at once, if the platform has a call for that.</summary>
    public static void ReturnLargePieces()
    {
        try
        {
            if (!Platform.IsWindows && !Platform.IsMacOS)
            {
                _ = SetOption(MapThreshold, Large);
            }
        }
        catch (Exception error) when (error is EntryPointNotFoundException or DllNotFoundException)
        {
            // musl has no such call, and does so anyway
        }
    }

    [DllImport("libc", EntryPoint = "mallopt")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetOption(int option, int value);
}
