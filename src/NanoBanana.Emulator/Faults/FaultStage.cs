namespace NanoBanana.Emulation.Faults;

/// <summary>
/// Where in a request's life a fault strikes. Faults of the connection itself have no stage here: the listener cannot
/// cut a socket, so they belong to a proxy in front of it.
/// </summary>
internal enum FaultStage
{
    /// <summary>Instead of an answer: nothing is accepted, nothing charged.</summary>
    Before,

    /// <summary>After the work was done and charged: only the answer suffers.</summary>
    After,

    /// <summary>At the acceptance of a task, for its whole life.</summary>
    Task,

    /// <summary>At the delivery of a result image.</summary>
    Image,
}
