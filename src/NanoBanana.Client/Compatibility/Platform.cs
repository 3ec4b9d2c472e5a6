using System.Runtime.InteropServices;

namespace NanoBanana.Client.Compatibility;

/// <summary>The operating system, on all frameworks.</summary>
internal static class Platform
{
#if NET
    public static bool IsWindows => OperatingSystem.IsWindows();

    public static bool IsMacOS => OperatingSystem.IsMacOS();
#else
    public static bool IsWindows => RuntimeInformation.IsOSPlatform(OSPlatform.Windows);

    public static bool IsMacOS => RuntimeInformation.IsOSPlatform(OSPlatform.OSX);
#endif
}
