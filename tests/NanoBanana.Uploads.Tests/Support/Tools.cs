using System.ComponentModel;
using System.Diagnostics;

namespace NanoBanana.Uploads.Tests.Support;

/// <summary>Programs that are not a part of .NET, where this machine has them.</summary>
internal static class Tools
{
    public const string Node = "node";
    public const string Nginx = "nginx";
    public const string ExifTool = "exiftool";
    public const string Convert = "convert";

    private static readonly Lazy<string?> MissingNode = new(NodePackages.Install);

    /// <summary>Why a test that needs a program cannot run here, or null if it can.</summary>
    public static string? Missing(string tool) => tool switch
    {
        Node => MissingNode.Value,
        Nginx when Find(Nginx) is { } path && !Run(path, ["-V"]).Output.Contains("http_dav_module", StringComparison.Ordinal) => "The nginx of this machine lacks its DAV module.",
        Convert when Find(Convert) is { } path && !Run(path, ["-version"]).Output.Contains("Version: ImageMagick", StringComparison.Ordinal) => "The convert of this machine is not ImageMagick's.",
        _ => Find(tool) is null ? $"There is no {tool} on this machine." : null,
    };

    /// <summary>The full path of a program; a server's may lie outside of an ordinary user's PATH.</summary>
    public static string? Find(string tool) => (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator)
        .Append("/usr/sbin")
        .SelectMany(folder => new[] { Path.Combine(folder, tool), Path.Combine(folder, tool + ".exe"), Path.Combine(folder, tool + ".cmd") })
        .FirstOrDefault(path => File.Exists(path) && (Path.HasExtension(path) || !OperatingSystem.IsWindows()));

    /// <summary>Runs a program and gives its exit code and everything it printed.</summary>
    public static (int ExitCode, string Output) Run(string path, IEnumerable<string> arguments, string? folder = null)
    {
        var start = new ProcessStartInfo(path, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder ?? string.Empty };
        try
        {
            using var process = Process.Start(start)!;
            var errors = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode, output + errors.GetAwaiter().GetResult());
        }
        catch (Win32Exception error)
        {
            return (-1, error.Message);
        }
    }
}
