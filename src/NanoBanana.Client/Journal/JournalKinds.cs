namespace NanoBanana.Client.Journal;

/// <summary>The kinds of journal records, in the order of a task's life.</summary>
internal static class JournalKinds
{
    /// <summary>Bytes may leave from now on.</summary>
    public const string Intent = "intent";

    /// <summary>The submit landed otherwise than accepted.</summary>
    public const string Landed = "landed";

    /// <summary>The gateway took it.</summary>
    public const string Accepted = "accepted";

    /// <summary>The task came into another state.</summary>
    public const string State = "state";

    /// <summary>A whole image is about to get its final name.</summary>
    public const string Saving = "saving";

    /// <summary>An image is on disk.</summary>
    public const string Saved = "saved";

    /// <summary>A person decided on an image.</summary>
    public const string Review = "review";

    /// <summary>The user says that an unknown submit was not charged.</summary>
    public const string NotCharged = "not-charged";

    /// <summary>The user wants it forgotten.</summary>
    public const string Removed = "removed";

    /// <summary>What is left of a removed task for the budgets: amount, day, profile and model, nothing else.</summary>
    public const string Charge = "charge";

    /// <summary>
    /// Whether a record must outlive a power cut before anything else happens. What only tells how a task of the gateway went on can
    /// be asked for again, and an image is known by its content: these reach the disk with the next flush.
    /// </summary>
    public static bool MustLast(string kind) => kind is not (State or Saving or Saved);
}
