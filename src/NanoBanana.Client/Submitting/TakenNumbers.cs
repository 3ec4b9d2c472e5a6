namespace NanoBanana.Client.Submitting;

/// <summary>The numbers that a run holds among equal requests.</summary>
internal sealed class TakenNumbers
{
    private readonly HashSet<int> _numbers = [];

    /// <summary>Claims of the same work take turns, so that each sees the numbers of the others.</summary>
    public SemaphoreSlim Turn { get; } = new(1, 1);

    /// <summary>The numbers now.</summary>
    public IReadOnlyCollection<int> Taken
    {
        get
        {
            lock (_numbers)
            {
                return [.. _numbers];
            }
        }
    }

    /// <summary>Removes a number: its claim is gone, and another run may hold the number by now.</summary>
    public void Remove(int number)
    {
        lock (_numbers)
        {
            _numbers.Remove(number);
        }
    }

    /// <summary>Adds a number.</summary>
    public void Add(int number)
    {
        lock (_numbers)
        {
            _numbers.Add(number);
        }
    }
}
