namespace NanoBanana.Client.Journal;

/// <summary>An image on disk.</summary>
/// <param name="Path">Full path at the time.</param>
/// <param name="Sha256">Hash of the file, in lower-case hexadecimal.</param>
public sealed record SavedFile(string Path, string Sha256);
