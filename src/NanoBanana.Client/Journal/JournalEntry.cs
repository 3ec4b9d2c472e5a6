using NanoBanana.Client.Model;
using NanoBanana.Client.Submitting;

namespace NanoBanana.Client.Journal;

/// <summary>All that the journal knows of one intent.</summary>
public sealed record JournalEntry
{
    private static readonly Dictionary<int, SavedFile> NoFiles = [];

    /// <summary>The task as last recorded; an intent without a receipt is in the state <c>Unknown</c>.</summary>
    public required ImageTask Task { get; init; }

    /// <summary>When the intent was written.</summary>
    public required DateTimeOffset IntendedAt { get; init; }

    /// <summary>The key of the work: the same work has the same key.</summary>
    public required string WorkKey { get; init; }

    /// <summary>The gateway's address at that time.</summary>
    public Uri? BaseUri { get; init; }

    /// <summary>The account that pays: it stays the same when its profile is renamed; null for an entry of the text journal.</summary>
    public string? Account { get; init; }

    /// <summary>Whether its cost is reserved, spent, in doubt or released.</summary>
    public required Charge Charge { get; init; }

    /// <summary>Images that are on disk, by their index from 1.</summary>
    public IReadOnlyDictionary<int, SavedFile> Saved { get; init; } = NoFiles;

    /// <summary>Names that images were about to get when the journal last heard of them.</summary>
    internal IReadOnlyDictionary<int, SavedFile> Saving { get; init; } = NoFiles;

    /// <summary>Its number among equal requests, from 1.</summary>
    public int Number { get; init; } = 1;

    /// <summary>Whether this or another run is sending it at this moment.</summary>
    public bool IsInFlight { get; init; }

    /// <summary>Other ids that the gateway gave for the same work: a possible double charge.</summary>
    public IReadOnlyList<string> OtherIds { get; init; } = [];

    /// <summary>True while the gateway still works on it, or while it is unknown whether it does.</summary>
    public bool IsPending => Task.State is TaskStates.Submitting or TaskStates.Pending or TaskStates.Running or TaskStates.Unknown;

    /// <summary>True if it was paid for and not all of its images are on disk.</summary>
    public bool IsUnsaved => Task.State is TaskStates.Succeeded && Task.Images.Any(image => !Saved.ContainsKey(image.Index));

    /// <summary>True if the same work must not be paid for again: also if it was charged and gave no image.</summary>
    public bool CanResume => Charge != Charge.Released;
}
