using System.Globalization;
using NanoBanana.Client.Downloads;
using NanoBanana.Client.Model;

namespace NanoBanana.PowerShell.Hosting;

/// <summary>The result of saving, in one line at the end.</summary>
/// <param name="time">The clock.</param>
internal sealed class SaveTotal(TimeProvider time)
{
    private readonly long _start = time.GetTimestamp();
    private readonly MoneySum _costs = new();
    private int _saved;

    /// <summary>Images that were not saved, and tasks that failed; an image counts until it is added.</summary>
    public int Failed { get; set; }

    /// <summary>False for one image, which needs no total.</summary>
    public bool IsWorthSaying => _saved + Failed > 1;

    /// <summary>Counts an image that was begun as saved.</summary>
    public void Add(SavedImage image)
    {
        Failed--;
        _saved++;
        _costs.Add(image.Cost.Amount, image.Cost.Currency);
    }

    /// <inheritdoc/>
    public override string ToString() => string.Format(
        CultureInfo.InvariantCulture,
        "{0} saved, {1} failed{2}, in {3:0.0} s.",
        _saved,
        Failed,
        _costs.Parts.Count == 0 ? string.Empty : ", cost " + _costs,
        time.GetElapsedTime(_start).TotalSeconds);
}
