using System.Globalization;
using NanoBanana.Client.Compatibility;
using NanoBanana.Client.Downloads;

namespace NanoBanana.PowerShell.Hosting;

/// <summary>What a run of saving did, in one line at its end.</summary>
/// <param name="time">The clock.</param>
internal sealed class SaveTotal(TimeProvider time)
{
    private readonly long _start = time.GetTimestamp();
    private readonly SortedDictionary<string, decimal> _costs = new(StringComparer.Ordinal);
    private int _saved;

    /// <summary>Images that were not saved, and tasks that failed; an image counts until it is added.</summary>
    public int Failed { get; set; }

    /// <summary>False for one image, which speaks for itself.</summary>
    public bool IsWorthSaying => _saved + Failed > 1;

    /// <summary>Counts an image that was begun as saved.</summary>
    public void Add(SavedImage image)
    {
        Failed--;
        _saved++;
        if (image.Cost is { Amount: { } amount, Currency: { } currency })
        {
            _costs.TryGetValue(currency, out var sum);
            _costs[currency] = sum + amount;
        }
    }

    /// <inheritdoc/>
    public override string ToString() => string.Format(
        CultureInfo.InvariantCulture,
        "{0} saved, {1} failed{2}, in {3:0.0} s.",
        _saved,
        Failed,
        _costs.Count == 0 ? string.Empty : ", cost " + string.Join(" and ", _costs.Select(each => new Money(each.Value, each.Key))),
        time.GetElapsedTime(_start).TotalSeconds);
}
