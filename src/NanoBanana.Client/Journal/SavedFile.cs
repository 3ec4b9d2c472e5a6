namespace NanoBanana.Client.Journal;

/// <summary>An image on disk.</summary>
/// <param name="Path">Full path at the time.</param>
/// <param name="Checksum">XXH64 of its bytes: whether it is still the same file, and which task a moved file belongs to.</param>
public sealed record SavedFile(string Path, ulong Checksum);
