using NanoBanana.Fuzz;
using NanoBanana.Fuzz.Running;
using NanoBanana.Fuzz.Targets;

namespace NanoBanana.Trust.Tests.Fuzz;

/// <summary>The short form of the fuzz program: 20,000 inputs over all targets.</summary>
[Collection(nameof(Alone))]
public sealed class FuzzTests : IDisposable
{
    private const int Inputs = 20_000;
    private const int Seed = 1;

    private static readonly RunLimits Limits = RunLimits.Default with { Time = TimeSpan.FromMinutes(1) };

    private readonly FuzzHome _home = new();

    public static TheoryData<string> Targets
    {
        get
        {
            using var home = new FuzzHome();
            return [.. AllTargets.In(home).Select(target => target.Name)];
        }
    }

    public void Dispose() => _home.Dispose();

    [Theory]
    [MemberData(nameof(Targets))]
    public async Task No_input_gets_more_than_a_refusal_out_of(string name)
    {
        var (target, inputs) = Campaign.Shares(AllTargets.In(_home), Inputs).Single(each => each.Target.Name == name);

        var figures = await new FuzzRunner(target, Seed, Limits).RunAsync(inputs);

        Assert.True(figures.Findings.Count == 0, string.Join('\n', figures.Findings.Select(each => $"{each}\n{each.Error.StackTrace}\nagain: --target {name} --seed {Seed} --only {each.Index}")));
        Assert.Equal(inputs, figures.Inputs);
    }

    /// <summary>A target that refuses all of its seeds would test its first line only.</summary>
    [Theory]
    [MemberData(nameof(Targets))]
    public async Task A_real_input_is_accepted_by(string name)
    {
        var target = AllTargets.In(_home).Single(each => each.Name == name);

        var figures = await new FuzzRunner(target, Seed, Limits).RunAsync(target.Seeds.Count);

        // a signature cannot be guessed: there, acceptance would be the bug
        Assert.Equal(name != "callback-signature", figures.Accepted > 0);
    }
}
