using NanoBanana.Mutation.Lists;

namespace NanoBanana.Mutation;

/// <summary>All mistakes, and the tests that are to see them.</summary>
internal static class Mutations
{
    public static IReadOnlyList<(Mutation Mutation, TestRun[] Tests)> All { get; } =
    [
        .. LandingMutations.All.Concat(SubmitMutations.All).Select(static each => (each, new[] { TestRun.OfTransport, TestRun.OfJournal, TestRun.OfCrashes })),
        .. JournalMutations.All.Concat(BudgetMutations.All).Select(static each => (each, new[] { TestRun.OfJournal, TestRun.OfCrashes, TestRun.OfTransport })),
    ];
}
