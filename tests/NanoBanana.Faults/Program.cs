using System.Diagnostics;
using System.Globalization;
using NanoBanana.Faults;
using NanoBanana.Faults.Wire;

if (args is ["worker", var folder, var emulator, var worker])
{
    return await Worker.RunAsync(folder, new Uri(emulator), worker);
}

// --mixes N --seed S: every fault of the menu once and for ever, every fault of the wire, and N random mixes
var mixes = int.Parse(Value("--mixes") ?? "200", CultureInfo.InvariantCulture);
var seed = int.Parse(Value("--seed") ?? "1", CultureInfo.InvariantCulture);
var only = Value("--only");
var cases = await FaultCases.AllAsync();
var runs = cases.Select(fault => new FaultCase(fault + "*1", FaultCases.Everywhere(fault, times: 1)))
    .Concat(cases.Select(fault => new FaultCase(fault, FaultCases.Everywhere(fault, times: null))))
    .Concat(WireFault.All.Select(wire => new FaultCase(wire.ToString(), [], wire)))
    .Concat(Enumerable.Range(seed, mixes).Select(each => FaultCases.MixedCase(cases, each)))
    .Where(run => only is null || run.Name.Contains(only, StringComparison.Ordinal))
    .ToList();
var clock = Stopwatch.StartNew();
var (failed, charges, unknown, errors) = (0, 0, 0, 0);
foreach (var run in runs)
{
    var began = clock.Elapsed;
    var report = await FaultRun.RunAsync(run);
    charges += report.Charges;
    unknown += report.Unknown;
    errors += report.Errors;
    failed += report.Problems.Count > 0 ? 1 : 0;
    if (report.Problems.Count > 0 || only is not null)
    {
        Console.WriteLine(FormattableString.Invariant($"{run.Name}: {report.Errors} errors, {report.Unknown} unknown, {report.Charges} charges, {report.Strikes} strikes, {(clock.Elapsed - began).TotalMilliseconds:0} ms [{string.Join(' ', run.Faults)}] {run.Wire}"));
        report.Problems.ForEach(problem => Console.WriteLine("    " + problem));
    }
}

Console.WriteLine(FormattableString.Invariant($"{runs.Count} runs in {clock.Elapsed.TotalSeconds:0} s, seed {seed}: {charges} charges, {unknown} unknown outcomes, {errors} errors told; {failed} runs failed."));
return failed == 0 && runs.Count > 0 ? 0 : 1;

string? Value(string name)
{
    var at = Array.IndexOf(args, name);
    return at >= 0 && at + 1 < args.Length ? args[at + 1] : null;
}
