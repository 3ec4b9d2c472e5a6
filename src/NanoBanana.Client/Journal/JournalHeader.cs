namespace NanoBanana.Client.Journal;

/// <summary>The first line of the file.</summary>
/// <param name="Version">The form of the records; a newer one is refused, never guessed at.</param>
/// <param name="Generation">Changes when the file is written again, so that other processes notice.</param>
internal sealed record JournalHeader(int Version, string Generation)
{
    public const int CurrentVersion = 1;

    /// <summary>Nothing but this line is in the file: its records are in the store. Version 0.1.0 refuses such a file.</summary>
    public const int MovedVersion = 2;
}
