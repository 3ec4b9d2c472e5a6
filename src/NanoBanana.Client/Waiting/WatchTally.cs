using NanoBanana.Client.Durations;
using NanoBanana.Client.Model;

namespace NanoBanana.Client.Waiting;

/// <summary>Counts the tasks of a watch by state, adds up their costs, and guesses when the last one ends.</summary>
internal sealed class WatchTally(TimeProvider time)
{
    private readonly object _lock = new();
    private readonly Dictionary<string, int> _states = new(StringComparer.Ordinal);
    private readonly MoneySum _spent = new();
    private readonly Dictionary<DurationModel, DateTimeOffset> _youngest = [];
    private DateTimeOffset? _firstEnd;
    private int _ends;
    private int _added;

    public void Added(ImageTask task, DurationModel model)
    {
        lock (_lock)
        {
            _added++;
            Count(task.State, 1);
            Spend(task, 1);
            var submitted = task.SubmittedAt ?? time.GetUtcNow();
            if (!task.HasEnded() && !(_youngest.TryGetValue(model, out var youngest) && youngest >= submitted))
            {
                _youngest[model] = submitted;
            }
        }
    }

    public void Changed(ImageTask before, ImageTask after)
    {
        lock (_lock)
        {
            Count(before.State, -1);
            Count(after.State, 1);
        }
    }

    public void Ended(ImageTask before, ImageTask after)
    {
        lock (_lock)
        {
            Count(before.State, -1);
            Count(after.State, 1);
            Spend(before, -1);
            Spend(after, 1);
            _firstEnd ??= time.GetUtcNow();
            _ends++;
        }
    }

    /// <summary>It is no longer watched, and has not ended.</summary>
    public void GaveUp(ImageTask task)
    {
        lock (_lock)
        {
            Count(task.State, -1);
        }
    }

    public WatchProgress Snapshot()
    {
        lock (_lock)
        {
            var (running, queued) = (Of(TaskStates.Running), Of(TaskStates.Pending));
            return new WatchProgress(
                _added,
                Of(TaskStates.Succeeded),
                Of(TaskStates.Failed),
                running,
                queued,
                _spent.Parts,
                running + queued == 0 ? null : Left(running + queued));
        }
    }

    /// <summary>The longer of what the youngest task is likely to take and, at the pace of so far, what all open ones do.</summary>
    private TimeSpan? Left(int open)
    {
        var now = time.GetUtcNow();
        TimeSpan? left = null;
        foreach (var each in _youngest)
        {
            var age = now > each.Value ? now - each.Value : TimeSpan.Zero;
            var wait = each.Key.LikelyEnd(age) - age;
            left = left > wait ? left : wait;
        }

        if (_firstEnd is { } first && _ends > 1)
        {
            var pace = TimeSpan.FromTicks((long)((double)(now - first).Ticks / (_ends - 1) * open));
            left = left > pace ? left : pace;
        }

        return left;
    }

    private int Of(string state) => _states.TryGetValue(state, out var count) ? count : 0;

    private void Count(string state, int by) => _states[state] = Of(state) + by;

    private void Spend(ImageTask task, int sign)
    {
        if (!Charges.IsFree(task))
        {
            _spent.Add(sign * task.Cost.Amount, task.Cost.Currency);
        }
    }
}
