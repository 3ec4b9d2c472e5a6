using System.ComponentModel;
using System.Diagnostics;

namespace NanoBanana.PowerShell.Hosting;

/// <summary>Opens a file with the program that the system has for its kind.</summary>
internal static class SystemOpener
{
    /// <summary>Opens the file if a user may see it, else warns: the file was written all the same.</summary>
    /// <param name="path">Full path.</param>
    /// <param name="warn">Takes the warning.</param>
    public static void Open(string path, Action<string> warn)
    {
        if (!Environment.UserInteractive || InteractiveHost.IsNonInteractive(Environment.GetCommandLineArgs()))
        {
            warn($"'{path}' was written, but not opened, because this session is not interactive.");
            return;
        }

        try
        {
            using var opened = Process.Start(new ProcessStartInfo(path) { UseShellExecute = true });
        }
        catch (Exception error) when (error is Win32Exception or InvalidOperationException or PlatformNotSupportedException)
        {
            warn($"'{path}' was written, but not opened: {error.Message}");
        }
    }
}
