using System.Management.Automation;

namespace NanoBanana.PowerShell.Hosting;

/// <summary>One progress bar with at most five updates per second, and always a last one; not shown if the output is not interactive.</summary>
internal sealed class ProgressBar(PSCmdlet cmdlet, string activity, TimeProvider time)
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(200);

    private readonly int _id = activity.Length + 71;
    private readonly bool _isSilent = !InteractiveHost.IsThere(cmdlet.Host);
    private long? _last;

    /// <summary>True if an update would be shown now.</summary>
    public bool IsDue => !_isSilent && !(_last is { } last && time.GetElapsedTime(last) < Shortest);

    public void Show(string status, int done, int total, TimeSpan? left = null)
    {
        if (!IsDue)
        {
            return;
        }

        _last = time.GetTimestamp();
        cmdlet.WriteProgress(new ProgressRecord(_id, activity, status)
        {
            PercentComplete = total == 0 ? 0 : 100 * done / total,
            SecondsRemaining = left is { } wait ? (int)Math.Min(wait.TotalSeconds, int.MaxValue) : -1,
        });
    }

    /// <summary>A line of its own, for when the streams no longer accept anything.</summary>
    public void Tell(string line)
    {
        if (!_isSilent)
        {
            cmdlet.Host.UI?.WriteLine(line);
        }
    }

    public void Complete()
    {
        if (_last is not null)
        {
            cmdlet.WriteProgress(new ProgressRecord(_id, activity, "done") { RecordType = ProgressRecordType.Completed });
        }
    }
}
