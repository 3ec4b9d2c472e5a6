namespace NanoBanana.Emulation.Faults;

/// <summary>Where in a request's life a fault strikes.</summary>
internal enum FaultStage
{
    /// <summary>Before the request's body is read, whatever its key.</summary>
    Connection,

    /// <summary>Instead of an answer: nothing is accepted, nothing charged.</summary>
    Before,

    /// <summary>After the work was done and charged: only the answer suffers.</summary>
    After,

    /// <summary>At the acceptance of a task, for its whole life.</summary>
    Task,

    /// <summary>When a task's callbacks are posted.</summary>
    Callback,

    /// <summary>When a plain link to a result is first followed.</summary>
    Link,

    /// <summary>At the delivery of a result image.</summary>
    Image,
}
