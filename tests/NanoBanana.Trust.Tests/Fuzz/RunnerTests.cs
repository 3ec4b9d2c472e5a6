using NanoBanana.Fuzz.Running;

namespace NanoBanana.Trust.Tests.Fuzz;

/// <summary>The runner finds what it is there to find: else its silence would mean nothing.</summary>
[Collection(nameof(Alone))]
public sealed class RunnerTests
{
    private const int Seed = 7;

    private static readonly byte[][] Seeds = ["{\"code\":200,\"data\":{\"taskId\":\"t\",\"images\":[1,2,3]}}"u8.ToArray()];

    [Fact]
    public async Task An_exception_that_is_not_allowed_is_found_and_found_again_by_its_index()
    {
        var runner = Runner(input => input.AsSpan().IndexOf("null"u8) >= 0 ? throw new InvalidOperationException("not this one") : true);

        var found = Assert.Single((await runner.RunAsync(500)).Findings);
        var again = Assert.Single((await runner.RunOnlyAsync(found.Index)).Findings);

        Assert.IsType<InvalidOperationException>(found.Error);
        Assert.True(found.Times > 1);
        Assert.Equal((found.Index, found.Input), (again.Index, again.Input));
    }

    [Fact]
    public async Task Allowed_exceptions_are_refusals()
    {
        var figures = await Runner(_ => throw new FormatException(), target => target with { Allowed = [typeof(FormatException)] }).RunAsync(50);

        Assert.Empty(figures.Findings);
        Assert.Equal((50, 50, 0), (figures.Inputs, figures.Refused, figures.Accepted));
    }

    [Fact]
    public async Task An_input_that_hangs_is_named()
    {
        using var end = new ManualResetEventSlim();
        var runner = Runner(input => input.Length == 0 || end.Wait(Timeout.Infinite), target => target with { Seeds = [[], [1]] }, RunLimits.Default with { Time = TimeSpan.FromMilliseconds(50), Look = TimeSpan.FromMilliseconds(5) });

        var found = Assert.Single((await runner.RunOnlyAsync(1)).Findings);
        end.Set();

        Assert.Equal((1, typeof(TimeoutException)), (found.Index, found.Error.GetType()));
        Assert.Equal([1], found.Input);
    }

    [Fact]
    public async Task An_input_that_takes_too_much_memory_is_named()
    {
        const long Most = 64 << 20;
        var runner = Runner(input => new byte[input.Length == 0 ? 1 : 2 * Most].Length > 0, target => target with { Seeds = [[], [1]] }, RunLimits.Default with { Bytes = Most });

        var found = Assert.Single((await runner.RunOnlyAsync(1)).Findings);

        Assert.Equal((1, typeof(InsufficientMemoryException)), (found.Index, found.Error.GetType()));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void The_same_seed_gives_the_same_inputs_and_another_gives_others(int kind)
    {
        static FuzzTarget With(FuzzTarget target, int kind) => target with { Kind = (InputKind)kind };
        var (one, same, other) = (Runner(_ => true, target => With(target, kind)), Runner(_ => true, target => With(target, kind)), Runner(_ => true, target => With(target, kind), seed: Seed + 1));
        var indices = Enumerable.Range(0, 200).ToList();

        Assert.Equal(indices.Select(one.Input), indices.Select(same.Input));
        Assert.InRange(indices.Count(index => !one.Input(index).AsSpan().SequenceEqual(other.Input(index))), 150, 199);
        Assert.InRange(indices.Select(index => Convert.ToBase64String(one.Input(index))).Distinct(StringComparer.Ordinal).Count(), 120, 200);
    }

    private static FuzzRunner Runner(Func<byte[], bool> parse, Func<FuzzTarget, FuzzTarget>? change = null, RunLimits? limits = null, int seed = Seed)
    {
        var target = new FuzzTarget("broken", Seeds, parse) { Kind = InputKind.Json };
        return new FuzzRunner(change is null ? target : change(target), seed, limits ?? RunLimits.Default);
    }
}
