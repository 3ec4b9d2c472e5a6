using System.Management.Automation;
using System.Management.Automation.Host;

namespace NanoBanana.PowerShell.Hosting;

/// <summary>Whether somebody looks at this host.</summary>
internal static class InteractiveHost
{
    private static readonly bool IsConsoleSilent = Console.IsOutputRedirected
        || Environment.GetCommandLineArgs().Any(argument => argument.StartsWith("-noni", StringComparison.OrdinalIgnoreCase));

    /// <summary>False for a console whose output goes to a file or pipe, or that was started with -NonInteractive; other hosts decide for themselves.</summary>
    public static bool IsThere(PSHost host) => !(host.Name.Equals("ConsoleHost", StringComparison.Ordinal) && IsConsoleSilent);

    /// <summary>True for what hosts throw that cannot ask a question.</summary>
    public static bool CannotAsk(Exception error) => error is HostException or PSInvalidOperationException or PSNotImplementedException or NotSupportedException;
}
