using System.Collections.Concurrent;

namespace NanoBanana.Faults;

/// <summary>What this process holds of the system, and what failed in it unnoticed.</summary>
internal static class Handles
{
    private static readonly TimeSpan ToClose = TimeSpan.FromSeconds(10);
    private static readonly ConcurrentQueue<string> Failures = new();

    static Handles() => TaskScheduler.UnobservedTaskException += static (_, failed) => Failures.Enqueue(failed.Exception.ToString());

    /// <summary>Exceptions of tasks that were not awaited; each is reported once.</summary>
    public static IReadOnlyList<string> TakeUnobserved()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        var taken = new List<string>();
        while (Failures.TryDequeue(out var failure))
        {
            taken.Add(failure);
        }

        return taken;
    }

    /// <summary>Open sockets, and open files below a folder; 0 if the system does not report them.</summary>
    public static int Open(string? folder = null) => Links().Count(link => link.StartsWith("socket:", StringComparison.Ordinal) || (folder is not null && link.StartsWith(folder, StringComparison.Ordinal)));

    /// <summary>All open descriptors.</summary>
    public static int All() => Links().Count();

    /// <summary>Waits until no more are open than before; false if some stay.</summary>
    public static bool AreBackTo(int before, string folder) => SpinWait.SpinUntil(() => Open(folder) <= before, ToClose);

    private static IEnumerable<string> Links()
    {
        const string Own = "/proc/self/fd";
        if (!Directory.Exists(Own))
        {
            yield break;
        }

        foreach (var descriptor in Directory.EnumerateFileSystemEntries(Own))
        {
            string? link;
            try
            {
                link = File.ResolveLinkTarget(descriptor, returnFinalTarget: false) is { } target ? Path.GetFileName(target.FullName) is var name && name.StartsWith("socket:", StringComparison.Ordinal) ? name : target.FullName : null;
            }
            catch (IOException)
            {
                // closed meanwhile
                continue;
            }

            if (link is not null)
            {
                yield return link;
            }
        }
    }
}
