namespace NanoBanana.Faults;

/// <summary>One line of the emulator's ledger; a charge that was taken back stays in it.</summary>
internal sealed record ChargedTask(string Provider, string TaskId, string Prompt, string? RequestId);
