namespace NanoBanana.Client.Journal;

/// <summary>The kinds of journal records, in the order of a task's life.</summary>
internal static class JournalKinds
{
    /// <summary>From now on, bytes may be sent.</summary>
    public const string Intent = "intent";

    /// <summary>The submit ended without being accepted.</summary>
    public const string Landed = "landed";

    /// <summary>The gateway accepted it.</summary>
    public const string Accepted = "accepted";

    /// <summary>The task came into another state.</summary>
    public const string State = "state";

    /// <summary>A whole image is about to get its final name.</summary>
    public const string Saving = "saving";

    /// <summary>An image is on disk.</summary>
    public const string Saved = "saved";

    /// <summary>The user says that an unknown submit was not charged.</summary>
    public const string NotCharged = "not-charged";

    /// <summary>The user wanted it forgotten; in journals of version 0.1.0.</summary>
    public const string Removed = "removed";

    /// <summary>What was left of a removed task for the budgets; in journals of version 0.1.0.</summary>
    public const string Charge = "charge";
}
