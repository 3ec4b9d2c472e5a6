namespace NanoBanana.Benchmarks.Recovery;

/// <summary>What is left of a batch that was killed and run again.</summary>
internal sealed record RecoveryFigures
{
    /// <summary>Processes that were killed before their end.</summary>
    public required int Kills { get; init; }

    /// <summary>Charges in the emulator's ledger.</summary>
    public required int Charges { get; init; }

    /// <summary>Complete images on the disk.</summary>
    public required int Whole { get; init; }

    /// <summary>Files with the name of an article that are not a complete image.</summary>
    public required int Damaged { get; init; }

    /// <summary>Charges of an article beyond its first.</summary>
    public required int Twice { get; init; }

    /// <summary>Unknown outcomes, which were settled with the gateway's task list.</summary>
    public required int Settled { get; init; }

    /// <summary>From the last kill until each article has a file.</summary>
    public required TimeSpan Recovery { get; init; }
}
