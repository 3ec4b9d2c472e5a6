#if NET
using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace NanoBanana.Client.State;

/// <summary>The status of a path on Unix: its type, rights and owner.</summary>
/// <param name="Mode">Type and rights, as in st_mode.</param>
/// <param name="Owner">The number of the account that owns it.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct UnixStatus(int Mode, uint Owner)
{
    public const uint Root = 0;

    /// <summary>More than the runtime's own structure takes: its flags, mode and owner, then what is not read here.</summary>
    private const int StatusBytes = 512;
    private const int ModeAt = 4;
    private const int OwnerAt = 8;

    /// <summary>The account of this process.</summary>
    public static uint Me => EffectiveUser();

    /// <summary>The status of what a path leads to; null on Windows, and if nothing is there.</summary>
    public static UnixStatus? Of(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return null;
        }

        try
        {
            var status = new byte[StatusBytes];
            return Stat(path, status) == 0
                ? new UnixStatus(BinaryPrimitives.ReadInt32LittleEndian(status.AsSpan(ModeAt)), BinaryPrimitives.ReadUInt32LittleEndian(status.AsSpan(OwnerAt)))
                : null;
        }
        catch (Exception error) when (error is DllNotFoundException or EntryPointNotFoundException)
        {
            return null;
        }
    }

    // the runtime's own, which is the same on all platforms: stat(2) has another layout on each
    [DllImport("libSystem.Native", EntryPoint = "SystemNative_Stat", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Stat([MarshalAs(UnmanagedType.LPUTF8Str)] string path, byte[] status);

    [DllImport("libSystem.Native", EntryPoint = "SystemNative_GetEUid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern uint EffectiveUser();
}
#endif
