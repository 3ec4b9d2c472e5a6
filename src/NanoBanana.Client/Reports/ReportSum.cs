namespace NanoBanana.Client.Reports;

/// <summary>What tasks come to in one currency.</summary>
/// <param name="Amount">The sum; exact if all of its parts are.</param>
/// <param name="Provider">Whose credits they are; null for a currency that all share.</param>
internal sealed record ReportSum(Cost Amount, string? Provider);
