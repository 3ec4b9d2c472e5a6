using System.Runtime.InteropServices;
using System.Text;
using NanoBanana.Client.Compatibility;

namespace NanoBanana.Client.Store.Sqlite;

/// <summary>The number by which a file system knows a file (its inode), whatever its name.</summary>
internal static class FileIdentity
{
    /// <summary>Identifies a file, also if another one gets its name; null if there is no file, and on platforms that keep an open file's name.</summary>
    public static ulong? Of(string path)
    {
        var status = Platform.IsWindows ? null : Status(path);

        // st_ino of struct stat with 64-bit inodes (sys/stat.h), stx_ino of struct statx, which is the same on every architecture (statx(2))
        return status is null ? null : BitConverter.ToUInt64(status, Platform.IsMacOS ? 8 : 32);
    }

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

            // -100 is AT_FDCWD; 0x100 asks for the inode
            return Statx(-100, name, 0, 0x100, buffer) == 0 ? buffer : null;
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
