#if NET
using System.Buffers.Binary;
using System.Runtime.InteropServices;
#endif

namespace NanoBanana.Client.State;

/// <summary>What a path is that is no regular file: opening a pipe that nobody writes blocks for ever, and a device has no end.</summary>
internal static class FileKind
{
    /// <summary>Such as <c>it is a named pipe</c>; null for a regular file, a folder, what is not there, and where the platform does not tell.</summary>
    public static string? Problem(string path) => TypeOf(path) switch
    {
        0x1000 => "it is a named pipe",
        0x2000 or 0x6000 => "it is a device",
        0xC000 => "it is a socket",
        _ => null,
    };

#if NET
    /// <summary>More than the runtime's own structure takes: its flags, then the mode, then what is not read here.</summary>
    private const int StatusBytes = 512;
    private const int ModeAt = 4;
    private const int TypeMask = 0xF000;

    private static int TypeOf(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return 0;
        }

        try
        {
            var status = new byte[StatusBytes];
            return Stat(path, status) == 0 ? BinaryPrimitives.ReadInt32LittleEndian(status.AsSpan(ModeAt)) & TypeMask : 0;
        }
        catch (Exception error) when (error is DllNotFoundException or EntryPointNotFoundException)
        {
            return 0;
        }
    }

    // the runtime's own, which is the same on all platforms: stat(2) has another layout on each
    [DllImport("libSystem.Native", EntryPoint = "SystemNative_Stat", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Stat([MarshalAs(UnmanagedType.LPUTF8Str)] string path, byte[] status);
#else
    private static int TypeOf(string path) => 0;
#endif
}
