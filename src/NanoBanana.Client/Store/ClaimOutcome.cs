namespace NanoBanana.Client.Store;

/// <summary>What came of asking for a claim. Exactly one of the members is set, next to the counts.</summary>
public sealed record ClaimOutcome
{
    /// <summary>Submit: this process has the attempt.</summary>
    public AttemptToken? Claimed { get; init; }

    /// <summary>Do not submit: the same work was accepted, has succeeded, was charged for, or its outcome is unknown.</summary>
    public StoredTask? Existing { get; init; }

    /// <summary>Wait: another run's attempt of the same work is in flight.</summary>
    public StoredTask? Busy { get; init; }

    /// <summary>Who holds it, for <see cref="Busy"/>.</summary>
    public StoreOwner? Owner { get; init; }

    /// <summary>A cap refused it, and nothing was written.</summary>
    public BudgetRefusal? Refusal { get; init; }

    /// <summary>Without <see cref="WorkClaim.Resume"/>: how often the same work was done before and is now submitted again.</summary>
    public int DoneBefore { get; init; }

    /// <summary>What caps could not count.</summary>
    public BudgetTotals? NotCounted { get; init; }
}
