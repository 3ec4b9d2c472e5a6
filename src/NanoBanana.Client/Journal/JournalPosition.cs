namespace NanoBanana.Client.Journal;

/// <summary>How far a journal was read.</summary>
/// <param name="Generation">Of which writing of the file.</param>
/// <param name="Offset">Bytes.</param>
internal sealed record JournalPosition(string Generation, long Offset);
