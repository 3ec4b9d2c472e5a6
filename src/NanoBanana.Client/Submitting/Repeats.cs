using NanoBanana.Client.Model;

namespace NanoBanana.Client.Submitting;

/// <summary>Work that was done before and that a run without <c>-Resume</c> submits again.</summary>
public sealed class Repeats
{
    private readonly object _lock = new();
    private readonly MoneySum _cost = new();
    private int _unknown;

    /// <summary>The number of tasks.</summary>
    public int Count { get; private set; }

    /// <summary>How many tasks were submitted before, what they cost, and how to avoid it.</summary>
    /// <returns>A sentence for a warning, or null if nothing was submitted before.</returns>
    public string? Sentence()
    {
        lock (_lock)
        {
            var cost = _cost.ToString();
            var price = cost.Length == 0 ? "the price is unknown" : _unknown == 0 ? "the cost is " + cost : $"the cost is {cost}, and the price of {_unknown} of them is unknown";
            var what = Count == 1 ? "One of these tasks was submitted before and is submitted again" : FormattableString.Invariant($"{Count:N0} of these tasks were submitted before and are submitted again");
            return Count == 0 ? null : $"{what}; {price}. Use -Resume to return the earlier tasks instead.";
        }
    }

    internal void Add(int doneBefore, Price price)
    {
        if (doneBefore == 0)
        {
            return;
        }

        lock (_lock)
        {
            Count++;
            _unknown += _cost.Add(price.Amount, price.Currency) ? 0 : 1;
        }
    }
}
