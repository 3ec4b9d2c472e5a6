namespace NanoBanana.Faults.Wire;

/// <summary>What can happen to bytes under way.</summary>
internal enum WireAction
{
    /// <summary>Half of them pass, then the connection ends in good order.</summary>
    Cut,

    /// <summary>Half of them pass, then the connection is reset.</summary>
    Reset,

    /// <summary>Half of them pass, then nothing until the caller gives up.</summary>
    Stall,

    /// <summary>They pass in pieces, with pauses.</summary>
    Slow,

    /// <summary>Each passes alone.</summary>
    Split,

    /// <summary>They pass twice.</summary>
    Duplicate,
}
