using System.Management.Automation;
using System.Management.Automation.Host;

namespace NanoBanana.PowerShell.Hosting;

/// <summary>Whether a user looks at this host.</summary>
internal static class InteractiveHost
{
    private static readonly bool IsConsoleSilent = Console.IsOutputRedirected || IsNonInteractive(Environment.GetCommandLineArgs());

    /// <summary>False for a console whose output goes to a file or pipe, or that was started with -NonInteractive; other hosts decide for themselves.</summary>
    public static bool IsThere(PSHost host) => !(host.Name.Equals("ConsoleHost", StringComparison.Ordinal) && IsConsoleSilent);

    /// <summary>True for the command line of a session without a user: with -NonInteractive, or any unambiguous start of it, with one dash or two.</summary>
    public static bool IsNonInteractive(IEnumerable<string> arguments) => arguments.Any(each =>
        each is ['-', ..] && each.TrimStart('-') is { Length: >= 4 } name && "noninteractive".StartsWith(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>True for what hosts throw that cannot ask a question.</summary>
    public static bool CannotAsk(Exception error) => error is HostException or PSInvalidOperationException or PSNotImplementedException or NotSupportedException;
}
