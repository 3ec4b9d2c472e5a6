using System.Diagnostics;
using System.Text.RegularExpressions;
using NanoBanana.Mutation;

// [--only text,text]: the mutations whose file or reason has one of these
string[] only = args is ["--only", var texts] ? texts.Split(',') : [string.Empty];
var repository = Repository.Root;
var gone = Mutations.All.Where(each => each.Mutation.CountIn(repository) != 1).Select(each => each.Mutation).ToList();
foreach (var mutation in gone)
{
    Console.WriteLine($"ERROR: '{mutation.Text}' stands {mutation.CountIn(repository)} times in {mutation.File}, not once.");
}

if (gone.Count > 0)
{
    return 2;
}

var wanted = Mutations.All.Where(each => only.Any(text => (each.Mutation.File + " " + each.Mutation.Why).Contains(text, StringComparison.OrdinalIgnoreCase))).ToList();
using var scratch = new Scratch(repository);
foreach (var tests in wanted.SelectMany(each => each.Tests).Distinct())
{
    if ((await scratch.BuildAsync(tests) ?? await scratch.TestAsync(tests)) is { } broken)
    {
        Console.WriteLine($"ERROR: {tests.Project} is not green before any mutation.\n{broken}");
        return 2;
    }
}

var (survived, caught) = (0, 0);
foreach (var (mutation, runs) in wanted)
{
    var clock = Stopwatch.StartNew();
    var by = await CatchAsync(mutation, runs);
    caught += by is null ? 0 : 1;
    survived += by is null ? 1 : 0;
    Console.WriteLine(FormattableString.Invariant($"{(by is null ? "SURVIVED" : "caught"),-9}{clock.Elapsed.TotalSeconds,4:0} s  {mutation.File,-32}{mutation.Why}\n{string.Empty,17}{by ?? mutation.Text + " -> " + mutation.Replacement}"));
}

Console.WriteLine(FormattableString.Invariant($"{caught} caught, {survived} survived."));
return survived == 0 && caught > 0 ? 0 : 1;

// the first test that fails
async Task<string?> CatchAsync(Mutation mutation, TestRun[] runs)
{
    var takeBack = mutation.ApplyTo(scratch.Root);
    try
    {
        if (await scratch.BuildCoreAsync(runs) is { } broken)
        {
            throw new InvalidOperationException($"The mutation '{mutation.Why}' does not compile.\n{broken}");
        }

        foreach (var tests in runs)
        {
            if (await scratch.TestAsync(tests) is { } failed)
            {
                var test = Regex.Match(failed, @"(^\s+Failed (?<name>.+) \[)|(\] +(?<name>.+) \[FAIL\])", RegexOptions.Multiline | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(10));
                return test.Success ? test.Groups["name"].Value : tests.Project + ": " + failed.Split('\n')[0];
            }
        }

        return null;
    }
    finally
    {
        takeBack();
    }
}
