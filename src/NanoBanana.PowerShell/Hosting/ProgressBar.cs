using System.Management.Automation;

namespace NanoBanana.PowerShell.Hosting;

/// <summary>One progress bar with at most five updates a second, and always a last one.</summary>
internal sealed class ProgressBar(Cmdlet cmdlet, string activity, TimeProvider time)
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(200);

    private readonly int _id = activity.Length + 71;
    private long? _last;

    public void Show(string status, int done, int total)
    {
        if (_last is { } last && time.GetElapsedTime(last) < Shortest)
        {
            return;
        }

        _last = time.GetTimestamp();
        cmdlet.WriteProgress(new ProgressRecord(_id, activity, status) { PercentComplete = total == 0 ? 0 : 100 * done / total });
    }

    public void Complete()
    {
        if (_last is not null)
        {
            cmdlet.WriteProgress(new ProgressRecord(_id, activity, "done") { RecordType = ProgressRecordType.Completed });
        }
    }
}
