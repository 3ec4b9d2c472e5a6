using System.Diagnostics;
using NanoBanana.Client.Compatibility;

namespace NanoBanana.Client.Store.Relational;

/// <summary>Who we are to the others: a new owner for each store that a process opens.</summary>
internal sealed class ThisProcess
{
    private static readonly (int Id, long StartedAt) Self = FindSelf();

    /// <summary>The owner's id.</summary>
    public string Owner { get; } = Guid.NewGuid().ToString("N");

    /// <summary>The machine, as it names itself.</summary>
    public string Host { get; init; } = Environment.MachineName;

    /// <summary>What shows whether a process id means the same process for another reader: the machine, and in Linux its namespace of processes.</summary>
    public string Machine => Host + "/" + Namespace;

    public int ProcessId => Self.Id;

    /// <summary>When the process started, in milliseconds since 1970: process ids are used again.</summary>
    public long StartedAt => Self.StartedAt;

    private static string Namespace { get; } = FindNamespace();

    /// <summary>True if an owner is a process of this machine that no longer exists. A wrong answer costs no money: what it sent is then Unknown.</summary>
    public bool IsGone(string machine, int processId, long startedAt)
    {
        if (!string.Equals(machine, Machine, StringComparison.Ordinal))
        {
            return false;
        }

        try
        {
            using var process = Process.GetProcessById(processId);
            return Math.Abs(StartOf(process) - startedAt) > 2_000;
        }
        catch (ArgumentException)
        {
            return true;
        }
        catch (Exception error) when (error is InvalidOperationException or System.ComponentModel.Win32Exception or NotSupportedException)
        {
            return false;
        }
    }

    private static long StartOf(Process process) => new DateTimeOffset(process.StartTime).ToUnixTimeMilliseconds();

    private static (int Id, long StartedAt) FindSelf()
    {
        using var self = Process.GetCurrentProcess();
        return (self.Id, StartOf(self));
    }

    private static string FindNamespace()
    {
        if (Platform.IsWindows || Platform.IsMacOS)
        {
            return string.Empty;
        }

#if NET
        try
        {
            return new FileInfo("/proc/self/ns/pid").LinkTarget ?? string.Empty;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return Guid.NewGuid().ToString("N");
        }
#else
        // a link cannot be read here: no other process is judged by its id
        return Guid.NewGuid().ToString("N");
#endif
    }
}
