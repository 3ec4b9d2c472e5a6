namespace NanoBanana.Soak;

/// <summary>Judges a series: everything found, each intent charged once, and nothing that grows.</summary>
internal static class SoakResult
{
    private const int EnoughToCompare = 12;

    /// <returns>What is wrong, as sentences; none if all is well.</returns>
    public static IReadOnlyList<string> Of(IReadOnlyList<Figures> series)
    {
        var wrong = new List<string>();
        var (tasks, charges, problems) = (series.Sum(each => each.Tasks), series.Sum(each => each.Charges), series.Sum(each => each.Problems));
        if (tasks == 0 || tasks != charges)
        {
            wrong.Add($"{charges} charges for {tasks} accepted intents");
        }

        if (problems > 0)
        {
            wrong.Add($"{problems} problems");
        }

        if (series.Count >= EnoughToCompare)
        {
            // the first lines are of a process that warms up
            Compare(series, "the working set", static each => each.WorkingSet, most: static before => (before * 1.15) + 5, wrong);
            Compare(series, "the managed heap", static each => each.Heap, most: static before => (before * 1.15) + 1, wrong);
            Compare(series, "the number of descriptors", static each => each.Descriptors, most: static before => before + 2, wrong);
            Compare(series, "the number of threads", static each => each.Threads, most: static before => before + 4, wrong);
        }

        return wrong;
    }

    private static void Compare(IReadOnlyList<Figures> series, string what, Func<Figures, double> value, Func<double, double> most, List<string> wrong)
    {
        var third = series.Count / 3;
        var before = Median(series.Skip(2).Take(third).Select(value));
        var after = Median(series.TakeLast(third).Select(value));
        Console.WriteLine(FormattableString.Invariant($"{what}: {before:0.0} in the first third, {after:0.0} in the last."));
        if (after > most(before))
        {
            wrong.Add(FormattableString.Invariant($"{what} grows: {before:0.0} in the first third, {after:0.0} in the last"));
        }
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted[sorted.Count / 2];
    }
}
