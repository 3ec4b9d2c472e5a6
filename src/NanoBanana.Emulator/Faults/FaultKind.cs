using NanoBanana.Emulation.Hosting;
using NanoBanana.Http1;

namespace NanoBanana.Emulation.Faults;

/// <summary>One kind of fault.</summary>
/// <param name="Name">As written in a fault's text.</param>
/// <param name="Stage">Where it strikes.</param>
/// <param name="Operation">The operation it strikes when none is named.</param>
/// <param name="Meaning">One sentence for users.</param>
internal sealed record FaultKind(string Name, FaultStage Stage, string Operation, string Meaning)
{
    /// <summary>The gateway code of a <c>status-…</c> fault.</summary>
    public int Code { get; init; }

    /// <summary>The length of a <c>slow</c> fault.</summary>
    public int Seconds { get; init; }

    /// <summary>True when a connection fault lets the gateway see the request's head.</summary>
    public bool IsCounted { get; init; }

    /// <summary>True when the fault makes sense for one operation only.</summary>
    public bool IsBound { get; init; }

    /// <summary>What is answered instead of the service; for faults of the stage Before.</summary>
    public Func<FaultStrike, Reply>? Answer { get; init; }

    /// <summary>What becomes of the service's reply; for faults of the stage After.</summary>
    public Func<FaultStrike, Reply, Reply>? Change { get; init; }

    /// <summary>A fault that answers before the service does: nothing is accepted, nothing charged.</summary>
    public static FaultKind Early(string name, string meaning, Func<FaultStrike, Reply>? answer = null) =>
        new(name, FaultStage.Before, Operations.Submit, meaning) { Answer = answer };

    /// <summary>A fault that changes the reply after the work was done and charged.</summary>
    public static FaultKind Late(string name, string meaning, Func<FaultStrike, Reply, Reply> change) =>
        new(name, FaultStage.After, Operations.Submit, meaning) { Change = change };

    /// <summary>A fault that changes what a query answers, and nothing else.</summary>
    public static FaultKind OfQuery(string name, string meaning, Func<FaultStrike, Reply, Reply> change) =>
        new(name, FaultStage.After, Operations.Query, meaning) { Change = change, IsBound = true };
}
