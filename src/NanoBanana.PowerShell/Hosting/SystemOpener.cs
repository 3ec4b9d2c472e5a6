using System.ComponentModel;
using System.Diagnostics;

namespace NanoBanana.PowerShell.Hosting;

/// <summary>Opens a file with the program that the system has for its kind.</summary>
internal static class SystemOpener
{
    /// <summary>Opens it where somebody may look; a warning says where not, since the file is there all the same.</summary>
    /// <param name="path">Full path.</param>
    /// <param name="warn">Takes the warning.</param>
    public static void Open(string path, Action<string> warn)
    {
        if (!Environment.UserInteractive || IsNonInteractive(Environment.GetCommandLineArgs()))
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

    // any unambiguous start of the name will do, with one dash or two
    internal static bool IsNonInteractive(IEnumerable<string> arguments) => arguments.Any(each =>
        each is ['-', ..] && each.TrimStart('-') is { Length: >= 4 } name && "noninteractive".StartsWith(name, StringComparison.OrdinalIgnoreCase));
}
