namespace NanoBanana.Client.Store;

/// <summary>One piece of work that was recorded before there was a store.</summary>
/// <param name="At">When its bytes left.</param>
/// <param name="Claim">What was submitted.</param>
/// <param name="Facts">What came of it, in order.</param>
/// <param name="IsErased">Only what it cost is left of it.</param>
internal sealed record ImportedWork(DateTimeOffset At, WorkClaim Claim, IReadOnlyList<StoreFact> Facts, bool IsErased = false);
