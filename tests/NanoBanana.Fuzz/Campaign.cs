using NanoBanana.Fuzz.Running;
using NanoBanana.Fuzz.Targets;

namespace NanoBanana.Fuzz;

/// <summary>All targets, or the one that was named; what failed is kept in files next to a table.</summary>
internal static class Campaign
{
    /// <returns>0 if nothing was found.</returns>
    public static async Task<int> RunAsync(FuzzOptions options)
    {
        using var home = new FuzzHome();
        var targets = AllTargets.In(home).Where(each => options.Target is null || each.Name == options.Target).ToList();
        if (targets.Count == 0)
        {
            Console.Error.WriteLine($"There is no target '{options.Target}'. The targets: {string.Join(", ", AllTargets.In(home).Select(each => each.Name))}.");
            return 2;
        }

        Console.WriteLine(FormattableString.Invariant($"{(options.Only is null ? options.Inputs : 1)} inputs, seed {options.Seed}"));
        Console.WriteLine(Figures.Title);
        var findings = new List<Finding>();
        foreach (var (target, inputs) in Shares(targets, options.Inputs))
        {
            var runner = new FuzzRunner(target, options.Seed, RunLimits.Default);
            var figures = await (options.Only is { } index ? runner.RunOnlyAsync(index) : runner.RunAsync(inputs));
            Console.WriteLine(figures);
            findings.AddRange(figures.Findings);
        }

        Tell(findings, options.Seed);
        return findings.Count == 0 ? 0 : 1;
    }

    /// <summary>How many inputs each target gets.</summary>
    public static IEnumerable<(FuzzTarget Target, int Inputs)> Shares(IReadOnlyList<FuzzTarget> targets, int inputs)
    {
        var all = targets.Sum(each => each.Share);
        return targets.Select(each => (each, (int)Math.Ceiling((double)inputs * each.Share / all)));
    }

    private static void Tell(List<Finding> findings, int seed)
    {
        if (findings.Count == 0)
        {
            Console.WriteLine("Nothing was found.");
            return;
        }

        var folder = Path.Combine("out", "fuzz");
        Directory.CreateDirectory(folder);
        foreach (var finding in findings)
        {
            var file = Path.Combine(folder, FormattableString.Invariant($"{finding.Target}-{seed}-{finding.Index}.bin"));
            File.WriteAllBytes(file, finding.Input);
            Console.WriteLine();
            Console.WriteLine(finding);
            Console.WriteLine(finding.Error.StackTrace);
            Console.WriteLine(FormattableString.Invariant($"again: --target {finding.Target} --seed {seed} --only {finding.Index}; the input is in {file}"));
        }
    }
}
