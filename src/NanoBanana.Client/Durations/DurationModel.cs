namespace NanoBanana.Client.Durations;

/// <summary>
/// How long tasks of one kind take: a prior and the last durations that were seen, smoothed in the logarithm. From it follows
/// when to ask: see <see cref="PollTable"/>.
/// </summary>
internal sealed class DurationModel(bool isEmulated)
{
    /// <summary>The cost of one query, as an additional wait for the result: 0.1 s.</summary>
    public static readonly TimeSpan UsualRequestCost = TimeSpan.FromMilliseconds(100);

    private const int Kept = 128;
    private const double PriorWeight = 1;
    private const double PriorSpread = 0.8;
    private const double TailWeight = 0.2;
    private const double TailSpread = 2;
    private const double LeastBandwidth = 0.02;

    // the examples in the gateways' documents take 8 to 20 seconds; the emulator's tasks take 2 by default
    private static readonly TimeSpan UsualMedian = TimeSpan.FromSeconds(12);
    private static readonly TimeSpan EmulatorMedian = TimeSpan.FromSeconds(2);

    /// <summary>The longest duration that is learned: a longer one shows a task that was not waited for, or a gateway that was out of order.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    private readonly object _lock = new();
    private readonly Queue<double> _seen = new();
    private readonly Dictionary<TimeSpan, PollTable> _tables = [];
    private readonly double _prior = Math.Log((isEmulated ? EmulatorMedian : UsualMedian).TotalSeconds);
    private int _news;

    /// <summary>Whether its tasks belong to an emulator.</summary>
    public bool IsEmulated { get; } = isEmulated;

    /// <summary>The number of durations that it has learned, up to those that it keeps.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _seen.Count;
            }
        }
    }

    /// <summary>The age at which a task is queried next that had not ended at age <paramref name="alive"/>.</summary>
    /// <param name="alive">Its age when it was last seen, or zero.</param>
    /// <param name="requestCost">The delay of detection that one request is worth.</param>
    public TimeSpan NextAfter(TimeSpan alive, TimeSpan requestCost) =>
        TimeSpan.FromSeconds(Table(requestCost).NextAfter(alive.TotalSeconds));

    /// <summary>The age that nine in ten of the tasks do not pass that had not ended at age <paramref name="alive"/>.</summary>
    public TimeSpan LikelyEnd(TimeSpan alive) => TimeSpan.FromSeconds(Table(UsualRequestCost).Quantile(alive.TotalSeconds, 0.9));

    /// <summary>Learns a duration that the gateway stated.</summary>
    public void Learn(TimeSpan duration)
    {
        if (duration <= TimeSpan.Zero || duration > Longest)
        {
            return;
        }

        lock (_lock)
        {
            _seen.Enqueue(Math.Log(duration.TotalSeconds));
            if (_seen.Count > Kept)
            {
                _seen.Dequeue();
            }

            // the first ones change much, later ones little
            if (++_news * 4 >= _seen.Count)
            {
                _news = 0;
                _tables.Clear();
            }
        }
    }

    /// <summary>Learns all that another one knows.</summary>
    internal void LearnFrom(DurationModel other)
    {
        List<double> seen;
        lock (other._lock)
        {
            seen = [.. other._seen];
        }

        seen.ForEach(each => Learn(TimeSpan.FromSeconds(Math.Exp(each))));
    }

    /// <summary>Learns from a task that had not ended at one age and had at another, if the gateway states no duration.</summary>
    public void LearnBetween(TimeSpan alive, TimeSpan ended)
    {
        // the likely middle, not the time of the question: else late questions would teach that tasks are slow
        var middle = Table(UsualRequestCost).MedianBetween(alive.TotalSeconds, ended.TotalSeconds);
        Learn(TimeSpan.FromSeconds(middle));
    }

    private PollTable Table(TimeSpan requestCost)
    {
        lock (_lock)
        {
            if (!_tables.TryGetValue(requestCost, out var table))
            {
                table = new PollTable(Parts(), requestCost.TotalSeconds);
                _tables.Add(requestCost, table);
            }

            return table;
        }
    }

    /// <summary>Log-normal components: one per duration, the prior, and a wide one, so that no duration is considered impossible.</summary>
    private List<(double Weight, double Mean, double Spread)> Parts()
    {
        var parts = new List<(double Weight, double Mean, double Spread)> { (PriorWeight, _prior, PriorSpread) };
        var middle = _seen.Count == 0 ? _prior : _seen.Average();
        parts.Add((TailWeight, middle, TailSpread));
        if (_seen.Count > 0)
        {
            // Silverman's rule of thumb
            var deviation = Math.Sqrt(_seen.Sum(each => (each - middle) * (each - middle)) / _seen.Count);
            var bandwidth = Math.Max(LeastBandwidth, 0.9 * deviation * Math.Pow(_seen.Count, -0.2));
            parts.AddRange(_seen.Select(each => (1d, each, bandwidth)));
        }

        return parts;
    }
}
