using NanoBanana.Mutation;

namespace NanoBanana.Faults.Tests;

/// <summary>The list of mistakes fits the core as it is, so that the mutation program still says something.</summary>
public sealed class MutationTests
{
    public static TheoryData<string> Reasons => [.. Mutations.All.Select(each => each.Mutation.Why)];

    [Theory]
    [MemberData(nameof(Reasons))]
    public void TheTextStandsInTheCoreExactlyOnce(string why) =>
        Assert.Equal(1, Mutations.All.Single(each => each.Mutation.Why == why).Mutation.CountIn(Repository.Root));
}
