namespace NanoBanana.Client.Store.Relational;

/// <summary>
/// Conditions that select tasks which have not ended. Each begins with the condition of the index <c>nb_tasks_open</c>: SQLite does not
/// infer it from a list of states, and would read all tasks.
/// </summary>
internal static class OpenTasks
{
    /// <summary>The condition of the index.</summary>
    public const string Indexed = "state <> 'Succeeded'";

    /// <summary>A process is submitting them.</summary>
    public const string InFlight = Indexed + " AND state IN ('Claimed', 'Sending')";

    /// <summary>A gateway may be working on them.</summary>
    public const string Active = Indexed + " AND state IN ('Sending', 'Pending', 'Running')";

    /// <summary>They have not ended, or it is not known.</summary>
    public const string Pending = Indexed + " AND state IN ('Claimed', 'Sending', 'Pending', 'Running', 'Unknown')";
}
