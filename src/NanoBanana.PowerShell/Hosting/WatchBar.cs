using System.Globalization;
using System.Management.Automation;
using NanoBanana.Client.Limits;
using NanoBanana.Client.Waiting;

namespace NanoBanana.PowerShell.Hosting;

/// <summary>The progress bar of a wait: done, failed, running, queued, spent, and how long it will take.</summary>
internal sealed class WatchBar(PSCmdlet cmdlet)
{
    private readonly ProgressBar _bar = new(cmdlet, "Waiting for Nano Banana tasks", TimeProvider.System);

    public void Show(Func<WatchProgress> progress)
    {
        if (!_bar.IsDue)
        {
            return;
        }

        var now = progress();
        _bar.Show(Text(now), now.Succeeded + now.Failed, now.Added, now.Left);
    }

    public void Tell(string line) => _bar.Tell(line);

    public void Complete() => _bar.Complete();

    private static string Text(WatchProgress now)
    {
        var parts = new List<string> { string.Format(CultureInfo.InvariantCulture, "{0} of {1} done", now.Succeeded + now.Failed, now.Added) };
        Add(parts, now.Failed, "failed");
        Add(parts, now.Running, "running");
        Add(parts, now.Queued, "queued");
        if (now.Spent.Count > 0)
        {
            parts.Add("spent " + string.Join(" and ", now.Spent));
        }

        if (AccountRegistry.Process.Waiting() is { } quota)
        {
            parts.Add(quota);
        }

        return string.Join(", ", parts);
    }

    private static void Add(List<string> parts, int count, string word)
    {
        if (count > 0)
        {
            parts.Add(string.Format(CultureInfo.InvariantCulture, "{0} {1}", count, word));
        }
    }
}
