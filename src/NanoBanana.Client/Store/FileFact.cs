namespace NanoBanana.Client.Store;

/// <summary>An image of a task is on disk, or about to get its name.</summary>
public sealed record FileFact : StoreFact
{
    /// <summary>The file.</summary>
    public required StoredFile File { get; init; }
}
