using NanoBanana.Client.Model;

namespace NanoBanana.Client.Submitting;

/// <summary>Work that was done before and that a run without <c>-Resume</c> submits again.</summary>
public sealed class Repeats
{
    private readonly object _lock = new();
    private readonly MoneySum _cost = new();
    private int _unknown;

    /// <summary>How many tasks.</summary>
    public int Count { get; private set; }

    /// <summary>One sentence that says how many, what they cost, and how to avoid it; null where there were none.</summary>
    public string? Sentence()
    {
        lock (_lock)
        {
            var cost = _cost.ToString();
            var price = cost.Length == 0 ? "the price is not known" : _unknown == 0 ? "the cost is " + cost : $"the cost is {cost}, and {_unknown} of them have no known price";
            var what = Count == 1 ? "One of these tasks was done before and is submitted again" : FormattableString.Invariant($"{Count:N0} of these tasks were done before and are submitted again");
            return Count == 0 ? null : $"{what}; {price}. With -Resume the earlier tasks are taken instead.";
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
