namespace NanoBanana.Faults;

/// <summary>What a run with faults came to.</summary>
internal sealed record RunReport
{
    /// <summary>What does not hold; none if all is well.</summary>
    public List<string> Problems { get; init; } = [];

    /// <summary>The messages of all errors of the run.</summary>
    public List<string> Told { get; } = [];

    /// <summary>Errors that the batch reported while the faults were active.</summary>
    public int Errors { get; set; }

    /// <summary>Submits whose outcome was unknown then.</summary>
    public int Unknown { get; set; }

    /// <summary>The emulator's charges, those included that were taken back.</summary>
    public int Charges { get; set; }

    /// <summary>How often the wire was disturbed.</summary>
    public int Strikes { get; set; }

    /// <summary>The last error after the faults were gone.</summary>
    public string? LastError { get; set; }
}
