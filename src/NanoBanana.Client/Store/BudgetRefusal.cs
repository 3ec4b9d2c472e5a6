namespace NanoBanana.Client.Store;

/// <summary>Why a cap refused a claim.</summary>
/// <param name="Cap">The cap.</param>
/// <param name="Spent">What was spent in its period, in its unit.</param>
/// <param name="Reserved">What is reserved or may have been charged, in its unit.</param>
public sealed record BudgetRefusal(BudgetCap Cap, decimal Spent, decimal Reserved);
