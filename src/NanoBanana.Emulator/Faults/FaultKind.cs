namespace NanoBanana.Emulation.Faults;

/// <summary>One kind of fault.</summary>
/// <param name="Name">As written in a fault's text.</param>
/// <param name="Stage">Where it strikes.</param>
/// <param name="Operation">The operation it strikes when none is named.</param>
/// <param name="Meaning">One sentence for people.</param>
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
}
