namespace NanoBanana.PowerShell.Tests.Pester;

/// <summary>What Invoke-Tests.ps1 reports of one test.</summary>
/// <param name="Name">The blocks and the test.</param>
/// <param name="Outcome">Passed, Failed or Skipped.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="Message">Why it failed or was skipped.</param>
/// <param name="Place">Where it failed.</param>
internal sealed record PesterResult(string Name, string Outcome, double Seconds, string Message, string Place);
