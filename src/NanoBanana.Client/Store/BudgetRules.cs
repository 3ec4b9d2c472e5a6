namespace NanoBanana.Client.Store;

/// <summary>Who pays for a task, and the caps that it has to keep.</summary>
/// <param name="Account">The account's immutable id.</param>
/// <param name="Profile">The profile's name now.</param>
/// <param name="Caps">Its caps; none if it has none.</param>
/// <param name="Emulator">The emulator that it is tried on; null for a real gateway.</param>
internal sealed record BudgetRules(string Account, string Profile, IReadOnlyList<BudgetCap> Caps, string? Emulator);
