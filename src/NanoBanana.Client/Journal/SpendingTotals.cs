using NanoBanana.Client.Model;

namespace NanoBanana.Client.Journal;

/// <summary>
/// What profiles spent and set aside, by day. It follows the journal, of all processes, from the moment somebody asks; finished
/// work stays in it as a sum only.
/// </summary>
internal sealed class SpendingTotals(JournalFile file)
{
    private readonly Dictionary<string, Line> _open = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Profile, string Currency, DateTime Day), (decimal Spent, decimal Reserved)> _sums = [];
    private JournalPosition? _read;

    public bool IsLoaded => _read is not null;

    /// <summary>Takes in what all processes wrote since the last time.</summary>
    public void Refresh()
    {
        var (records, end, anew) = file.Read(_read, static _ => { });
        if (anew)
        {
            _open.Clear();
            _sums.Clear();
        }

        foreach (var record in records)
        {
            Apply(record);
        }

        _read = end;
    }

    /// <summary>Takes in records that are about to be written in the same batch, so that the next check sees them.</summary>
    public void Expect(IReadOnlyList<JournalRecord> records)
    {
        if (IsLoaded)
        {
            foreach (var record in records)
            {
                Apply(record);
            }
        }
    }

    /// <summary>Starts again from the file at the next refresh.</summary>
    public void Forget()
    {
        _open.Clear();
        _sums.Clear();
        _read = null;
    }

    /// <summary>What a profile spent and set aside from a day on.</summary>
    public (decimal Spent, decimal Reserved) Of(string profile, string currency, DateTime since)
    {
        var lines = _sums.Where(each => string.Equals(each.Key.Profile, profile, StringComparison.OrdinalIgnoreCase)
            && string.Equals(each.Key.Currency, currency, StringComparison.Ordinal) && each.Key.Day >= since).ToList();
        return (lines.Sum(each => each.Value.Spent), lines.Sum(each => each.Value.Reserved));
    }

    private void Apply(JournalRecord record)
    {
        // the journal is read again from where this batch began: what was expected is known already
        if (record.Kind is JournalKinds.Intent)
        {
            if (!_open.ContainsKey(record.Intent) && record is { Reserved: { } amount, ReservedIn: { } currency })
            {
                var line = new Line((record.Profile ?? string.Empty, currency, record.At.ToLocalTime().Date), amount, IsSpent: false, record);
                _open[record.Intent] = line;
                Add(line, sign: 1);
            }

            return;
        }

        if (record is { Kind: JournalKinds.Charge, Reserved: { } spent, ReservedIn: { } unit })
        {
            Add(new Line((record.Profile ?? string.Empty, unit, record.At.ToLocalTime().Date), spent, IsSpent: true, record), sign: 1);
            return;
        }

        if (_open.TryGetValue(record.Intent, out var open))
        {
            Settle(record, open);
        }
    }

    private void Settle(JournalRecord record, Line open)
    {
        var released = record.Kind is JournalKinds.NotCharged or JournalKinds.Removed
            || (record.Kind is JournalKinds.Landed && record.Landing is not nameof(Landing.Unknown))
            || (record.Kind is JournalKinds.State && record.State is TaskStates.Failed && record.Failure is not { MayHaveBeenCharged: true });
        if (released && record.Kind is not JournalKinds.Removed)
        {
            Add(open, sign: -1);
            _open.Remove(record.Intent);
            return;
        }

        var spent = open with
        {
            IsSpent = open.IsSpent || record.Kind is JournalKinds.Accepted,
            Amount = record is { Kind: JournalKinds.State, State: TaskStates.Succeeded or TaskStates.Failed }
                ? JournalRecords.Settled(open.Intent, record.Amount, record.Currency) ?? open.Amount
                : open.Amount,
        };
        Add(open, sign: -1);
        Add(spent, sign: 1);
        _open[record.Intent] = spent;
        if (record.Kind is JournalKinds.Removed or JournalKinds.Saved)
        {
            _open.Remove(record.Intent);
        }
    }

    private void Add(Line line, int sign)
    {
        _sums.TryGetValue(line.Key, out var sum);
        _sums[line.Key] = line.IsSpent
            ? (sum.Spent + (sign * line.Amount), sum.Reserved)
            : (sum.Spent, sum.Reserved + (sign * line.Amount));
    }

    private sealed record Line((string Profile, string Currency, DateTime Day) Key, decimal Amount, bool IsSpent, JournalRecord Intent);
}
