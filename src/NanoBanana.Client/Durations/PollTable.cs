namespace NanoBanana.Client.Durations;

/// <summary>
/// The best times to ask, for one distribution of durations and one price of a request: those that make the expected lag
/// between end and detection plus the price of all requests least. Found backwards from the end, by dynamic programming over
/// a grid of ages.
/// </summary>
internal sealed class PollTable
{
    private const int Cells = 512;
    private const double Margin = 1.1;
    private const double LeastWait = 0.02;
    private const double LongestWait = 30;

    /// <summary>The number of deviations from the mean at which the chance left is below the seven places of <see cref="Normal"/>.</summary>
    private const double Certain = 5.5;

    private readonly double[] _age = new double[Cells];

    /// <summary>The share of tasks that have ended by an age.</summary>
    private readonly double[] _ended = new double[Cells];

    /// <summary>The integral of <see cref="_ended"/>: what is waited for in vain follows from it.</summary>
    private readonly double[] _sum = new double[Cells];

    /// <summary>The least cost from here on of a task that was just asked for, times the chance that it comes so far.</summary>
    private readonly double[] _cost = new double[Cells];

    private readonly double _requestCost;

    /// <param name="parts">The log-normal parts of the distribution.</param>
    /// <param name="requestCost">Seconds of lag that one request is worth.</param>
    public PollTable(IReadOnlyList<(double Weight, double Mean, double Spread)> parts, double requestCost)
    {
        _requestCost = requestCost;
        var all = parts.ToArray();
        var total = all.Sum(part => part.Weight);
        var (low, high) = Range(all, total);
        for (var i = 1; i < Cells; i++)
        {
            _age[i] = low * Math.Pow(high / low, (i - 1d) / (Cells - 2));
            _ended[i] = EndedBy(all, total, _age[i]);
            _sum[i] = _sum[i - 1] + ((_age[i] - _age[i - 1]) * (_ended[i] + _ended[i - 1]) / 2);
        }

        for (var i = Cells - 1; i >= 0; i--)
        {
            _cost[i] = ((1 - _ended[i]) * requestCost) + (i == Cells - 1 ? (1 - _ended[i]) * Tail(_age[i]) : Best(_age[i], _ended[i], _sum[i], i + 1).Cost);
        }
    }

    /// <summary>When a task is asked next that had not ended at an age.</summary>
    public double NextAfter(double alive)
    {
        var first = Array.FindIndex(_age, age => age > alive + LeastWait);
        if (first < 0 || alive >= _age[Cells - 2])
        {
            return alive + Tail(alive);
        }

        var (ended, sum) = At(alive, first);
        return _age[Best(alive, ended, sum, first).Cell];
    }

    /// <summary>The age that a share of those tasks do not pass that had not ended at an age.</summary>
    public double Quantile(double alive, double share)
    {
        var ended = At(alive, Array.FindIndex(_age, age => age > alive)).Ended;
        var cell = Array.FindIndex(_ended, each => each >= ended + (share * (1 - ended)));
        return cell < 0 || _age[cell] < alive ? alive + Tail(alive) : _age[cell];
    }

    /// <summary>The age that half of those tasks do not pass that ended between two ages.</summary>
    public double MedianBetween(double alive, double seen)
    {
        var (from, to) = (At(alive, Array.FindIndex(_age, age => age > alive)).Ended, At(seen, Array.FindIndex(_age, age => age > seen)).Ended);
        var cell = Array.FindIndex(_ended, each => each >= (from + to) / 2);
        return cell > 0 && _age[cell] > alive && _age[cell] < seen ? _age[cell] : (alive + seen) / 2;
    }

    // beyond what is known, the chance to end falls with the age: the best wait for that grows with its root
    private double Tail(double age) => Math.Min(LongestWait, Math.Max(Math.Sqrt(2 * _requestCost * age), 5 * _requestCost));

    private (double Cost, int Cell) Best(double age, double ended, double sum, int first)
    {
        var (cost, cell) = (double.MaxValue, first);
        for (var i = first; i < Cells; i++)
        {
            var lag = _sum[i] - sum - (ended * (_age[i] - age));
            if (lag >= cost)
            {
                break;
            }

            if (lag + _cost[i] < cost)
            {
                (cost, cell) = (lag + _cost[i], i);
            }
        }

        return (cost, cell);
    }

    /// <param name="age">Any age.</param>
    /// <param name="after">The first cell beyond it; -1 if there is none.</param>
    private (double Ended, double Sum) At(double age, int after)
    {
        if (after < 0)
        {
            return (_ended[Cells - 1], _sum[Cells - 1] + (_ended[Cells - 1] * (age - _age[Cells - 1])));
        }

        if (after == 0)
        {
            return (0, 0);
        }

        var share = (age - _age[after - 1]) / (_age[after] - _age[after - 1]);
        var ended = _ended[after - 1] + (share * (_ended[after] - _ended[after - 1]));
        return (ended, _sum[after - 1] + ((age - _age[after - 1]) * (_ended[after - 1] + ended) / 2));
    }

    /// <summary>From before the quickest to after the slowest: all but a thousandth of the tasks at either end, and a margin.</summary>
    private static (double Low, double High) Range((double Weight, double Mean, double Spread)[] parts, double total)
    {
        double Find(double share)
        {
            var (low, high) = (-7d, 10d);
            while (high - low > 0.01)
            {
                var middle = (low + high) / 2;
                (low, high) = EndedBy(parts, total, Math.Exp(middle)) < share ? (middle, high) : (low, middle);
            }

            return Math.Exp(low);
        }

        return (Find(0.002) / Margin, Find(0.995) * Margin);
    }

    private static double EndedBy((double Weight, double Mean, double Spread)[] parts, double total, double age)
    {
        var log = Math.Log(age);
        var sum = 0d;
        foreach (var (weight, mean, spread) in parts)
        {
            sum += weight * Normal((log - mean) / spread);
        }

        return sum / total;
    }

    /// <summary>The normal distribution, to seven places (Abramowitz and Stegun, 7.1.26).</summary>
    private static double Normal(double z)
    {
        // most parts are narrow and lie far from most ages
        if (Math.Abs(z) > Certain)
        {
            return z > 0 ? 1 : 0;
        }

        var x = Math.Abs(z) / Math.Sqrt(2);
        var t = 1 / (1 + (0.3275911 * x));
        var tail = t * (0.254829592 + (t * (-0.284496736 + (t * (1.421413741 + (t * (-1.453152027 + (t * 1.061405429)))))))) * Math.Exp(-x * x) / 2;
        return z > 0 ? 1 - tail : tail;
    }
}
