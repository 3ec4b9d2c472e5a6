namespace NanoBanana.Emulation.Tasks;

/// <summary>
/// Says of each task when it starts and how long it takes. With a spread, durations are log-normal around the median; with
/// lanes, a given number of tasks of a gateway runs at once, and the others wait in the order in which they were accepted.
/// </summary>
internal sealed class TaskDurations(EmulatorOptions options)
{
    private readonly object _gate = new();
    private readonly Dictionary<string, DateTimeOffset[]> _lanes = new(StringComparer.Ordinal);
    private Random _random = NewRandom(options.Seed);

    public (DateTimeOffset StartsAt, TimeSpan Duration) Next(string provider, DateTimeOffset now)
    {
        lock (_gate)
        {
            var duration = options.DurationSpread > 0 ? Draw() : options.TaskDuration;
            if (options.MaxRunningTasks is not { } most)
            {
                return (now, duration);
            }

            if (!_lanes.TryGetValue(provider, out var lanes))
            {
                lanes = new DateTimeOffset[most];
                _lanes.Add(provider, lanes);
            }

            var lane = Array.IndexOf(lanes, lanes.Min());
            var start = lanes[lane] > now ? lanes[lane] : now;
            lanes[lane] = start + duration;
            return (start, duration);
        }
    }

    /// <summary>All lanes free, and the same durations again if there is a seed.</summary>
    public void Reset()
    {
        lock (_gate)
        {
            _lanes.Clear();
            _random = NewRandom(options.Seed);
        }
    }

    private static Random NewRandom(int? seed) => seed is { } known ? new Random(known) : new Random();

    // Box and Muller
    private TimeSpan Draw()
    {
        var normal = Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());
        return TimeSpan.FromTicks((long)(options.TaskDuration.Ticks * Math.Exp(options.DurationSpread * normal)));
    }
}
