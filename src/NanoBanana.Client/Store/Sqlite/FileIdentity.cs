using System.Runtime.InteropServices;
using System.Text;
using NanoBanana.Client.Compatibility;

namespace NanoBanana.Client.Store.Sqlite;

/// <summary>What a path is, without opening it: opening a pipe waits for its other end.</summary>
internal static class FileKind
{
    private const int TypeMask = 0xF000;
    private const int Regular = 0x8000;

    /// <summary>What it is in a word or two; null for a regular file, and for what is not there.</summary>
    public static string? Problem(string path)
    {
        if (Directory.Exists(path))
        {
            return "a folder";
        }

        if (Platform.IsWindows)
        {
            return path.StartsWith(@"\\.\", StringComparison.Ordinal) ? "a device" : null;
        }

        return (Mode(path) & TypeMask) switch
        {
            null or Regular => null,
            0x1000 => "a named pipe",
            0x2000 => "a device",
            0x6000 => "a block device",
            0xC000 => "a socket",
            _ => "something else",
        };
    }

    /// <summary>Identifies a file, also if another one gets its name; null if there is none, and where the platform keeps an open file's name.</summary>
    public static ulong? Identity(string path)
    {
        var status = Platform.IsWindows ? null : Status(path);

        // st_ino of struct stat, stx_ino of struct statx
        return status is null ? null : BitConverter.ToUInt64(status, Platform.IsMacOS ? 8 : 32);
    }

    // st_mode of struct stat with 64-bit inodes (sys/stat.h), stx_mode of struct statx, which is the same on every architecture (statx(2))
    private static int? Mode(string path) => Status(path) is { } status ? BitConverter.ToUInt16(status, Platform.IsMacOS ? 4 : 28) : null;

    private static byte[]? Status(string path)
    {
        var buffer = new byte[512];
        var name = Encoding.UTF8.GetBytes(path + "\0");
        try
        {
            if (Platform.IsMacOS)
            {
                return Stat(name, buffer) == 0 ? buffer : null;
            }

            // -100 is AT_FDCWD; 0x101 asks for type and inode
            return Statx(-100, name, 0, 0x101, buffer) == 0 ? buffer : null;
        }
        catch (Exception error) when (error is EntryPointNotFoundException or DllNotFoundException)
        {
            return null;
        }
    }

    private static int Stat(byte[] path, byte[] buffer) =>
        RuntimeInformation.ProcessArchitecture is Architecture.X64 ? StatX64(path, buffer) : StatArm64(path, buffer);

#pragma warning disable SYSLIB1054 // blittable arguments: a source generator has nothing to add
    [DllImport("libc", EntryPoint = "statx")]
    private static extern int Statx(int folder, byte[] path, int flags, uint mask, byte[] buffer);

    [DllImport("libc", EntryPoint = "stat$INODE64")]
    private static extern int StatX64(byte[] path, byte[] buffer);

    [DllImport("libc", EntryPoint = "stat")]
    private static extern int StatArm64(byte[] path, byte[] buffer);
#pragma warning restore SYSLIB1054
}
