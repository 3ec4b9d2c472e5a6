namespace NanoBanana.Client.Store;

/// <summary>An account's balance at one time.</summary>
/// <param name="Account">The account's id.</param>
/// <param name="At">When the gateway said so.</param>
/// <param name="Balance">The balance.</param>
/// <param name="Unit"><c>USD</c> or <c>credits</c>.</param>
public sealed record CreditSnapshot(string Account, DateTimeOffset At, decimal Balance, string Unit);
