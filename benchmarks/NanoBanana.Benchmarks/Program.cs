using NanoBanana.Benchmarks.Waiting;

// one name a case
var cases = new SortedDictionary<string, Func<string[], Task<int>>>(StringComparer.Ordinal)
{
    ["waiting-idle"] = _ => IdleCase.RunAsync(),
    ["waiting-polls"] = _ => PollsCase.RunAsync(),
    ["waiting-schedule"] = _ => PolicyCase.RunAsync(),
    ["waiting-tier"] = _ => TierCase.RunAsync(),
    ["waiting-wall"] = _ => WallCase.RunAsync(),
};

if (args is [var name, ..] && cases.TryGetValue(name, out var run))
{
    return await run(args[1..]);
}

Console.Error.WriteLine($"Name a case: {string.Join(", ", cases.Keys)}. For example: dotnet run -c Release --project benchmarks/NanoBanana.Benchmarks -- {cases.Keys.First()}");
return 2;
