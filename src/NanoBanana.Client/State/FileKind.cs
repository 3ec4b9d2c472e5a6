namespace NanoBanana.Client.State;

/// <summary>What a path is if it is not a regular file: opening a pipe without a writer blocks, and a device has no end.</summary>
internal static class FileKind
{
    private const int TypeMask = 0xF000;

    /// <summary>Such as <c>it is a named pipe</c>; null for a regular file, a folder, a missing file, and if the platform does not report it.</summary>
    public static string? Problem(string path) => TypeOf(path) switch
    {
        0x1000 => "it is a named pipe",
        0x2000 or 0x6000 => "it is a device",
        0xC000 => "it is a socket",
        _ => null,
    };

#if NET
    private static int TypeOf(string path) => UnixStatus.Of(path) is { } status ? status.Mode & TypeMask : 0;
#else
    private static int TypeOf(string path) => 0 & TypeMask;
#endif
}
