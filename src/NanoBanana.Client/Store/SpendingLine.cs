namespace NanoBanana.Client.Store;

/// <summary>What one task adds to the spending of its account and day, in one unit.</summary>
/// <param name="Unit">The unit; empty if the price is unknown.</param>
/// <param name="Spent">Accepted by the gateway.</param>
/// <param name="Reserved">Set aside, and not charged yet.</param>
/// <param name="Unknown">May have been charged.</param>
/// <param name="Held">Counts for caps in this unit only: the task is shown in another unit.</param>
/// <param name="Tasks">Tasks that were or may have been charged.</param>
internal readonly record struct SpendingLine(string Unit, decimal Spent, decimal Reserved, decimal Unknown, decimal Held, int Tasks);
