namespace NanoBanana.Client.Store;

/// <summary>An image of a task on disk, or about to be.</summary>
/// <param name="Index">Which image, from 1.</param>
/// <param name="Path">Full path at the time.</param>
/// <param name="Checksum">XXH64 of its bytes.</param>
/// <param name="IsSaved">False: the name that it is about to get.</param>
public sealed record StoredFile(int Index, string Path, ulong Checksum, bool IsSaved);
