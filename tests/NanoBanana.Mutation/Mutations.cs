using NanoBanana.Mutation.Lists;

namespace NanoBanana.Mutation;

/// <summary>All mistakes, and the tests that are to see them: those first that most likely do.</summary>
internal static class Mutations
{
    public static IReadOnlyList<(Mutation Mutation, TestRun[] Tests)> All { get; } =
    [
        .. LandingMutations.All.Select(static each => (each, new[] { TestRun.OfTransport, TestRun.OfMoney, TestRun.OfStorage, TestRun.OfFaults, TestRun.OfCrashes })),
        .. SubmitMutations.All.Concat(BudgetMutations.All).Select(static each => (each, new[] { TestRun.OfRequests, TestRun.OfMoney, TestRun.OfFaults, TestRun.OfStorage, TestRun.OfTransport, TestRun.OfCrashes, TestRun.OfLists })),
        .. JournalMutations.All.Select(static each => (each, new[] { TestRun.OfStorage, TestRun.OfProfiles, TestRun.OfMoney, TestRun.OfFaults, TestRun.OfTransport, TestRun.OfCrashes, TestRun.OfLists })),
    ];
}
