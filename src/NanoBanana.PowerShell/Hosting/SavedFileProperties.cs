using System.Management.Automation;
using NanoBanana.Client.Imaging;

namespace NanoBanana.PowerShell.Hosting;

/// <summary>The properties that PowerShell computes of a saved file when they are read.</summary>
public static class SavedFileProperties
{
    // PowerShell 7 has it on Unix, PowerShellStandard.Library does not know it
    private static readonly Func<string, object?>? StatOf = (Func<string, object?>?)typeof(PSObject).Assembly
        .GetType("System.Management.Automation.Platform+Unix")?.GetMethod("GetLStat", [typeof(string)])?.CreateDelegate(typeof(Func<string, object?>));

    /// <summary>The file's SHA-256, in lower-case hexadecimal; null if the file is gone.</summary>
    /// <param name="file">A FileInfo.</param>
    public static string? Sha256(PSObject file) => file.BaseObject is FileInfo { FullName: var path } && File.Exists(path) ? ContentHash.OfFile(path) : null;

    /// <summary>Owner and mode of the file, from which PowerShell's table of files makes columns on Unix; null if the file is gone.</summary>
    /// <param name="file">A FileInfo.</param>
    public static object? UnixStat(PSObject file) => file.BaseObject is FileInfo { FullName: var path } && File.Exists(path) ? StatOf?.Invoke(path) : null;
}
