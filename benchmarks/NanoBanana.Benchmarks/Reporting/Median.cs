namespace NanoBanana.Benchmarks.Reporting;

internal static class Median
{
    public static double Of(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted[sorted.Count / 2];
    }

    public static double Of<T>(IEnumerable<T> rounds, Func<T, double> value) => Of(rounds.Select(value));

    /// <summary>The median of the rounds' ratios: what disturbs a round disturbs both.</summary>
    public static double Ratio<T>(IEnumerable<T> rounds, IEnumerable<T> against, Func<T, double> value) =>
        Of(rounds.Zip(against, (one, other) => value(one) / value(other)));
}
