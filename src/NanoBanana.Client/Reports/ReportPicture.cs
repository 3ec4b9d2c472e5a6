namespace NanoBanana.Client.Reports;

/// <summary>A picture of a report before it is read: a file, an image from inside a reply, or the reason why there is no picture.</summary>
public sealed record ReportPicture
{
    /// <summary>What it is called, for users: a file name, or a web address without its query.</summary>
    public required string Name { get; init; }

    /// <summary>Number of the result within its task, from 1; null for a source.</summary>
    public int? Index { get; init; }

    /// <summary>Full path of the file; null if it is not on disk.</summary>
    public string? Path { get; init; }

    /// <summary>XXH64 that the file must have: it may have been replaced since. Null if any will do.</summary>
    public ulong? Checksum { get; init; }

    /// <summary>A data URI; null if it did not come inside a reply.</summary>
    public string? Inline { get; init; }

    /// <summary>Why there is nothing to show; null if there is a file or a data URI.</summary>
    public string? Missing { get; init; }
}
