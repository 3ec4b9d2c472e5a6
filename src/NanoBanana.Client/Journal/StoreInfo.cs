namespace NanoBanana;

/// <summary>Which store is used, and what selects it.</summary>
public sealed record StoreInfo
{
    /// <summary><c>SQLite</c> or <c>PostgreSQL</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Where it is, without a password.</summary>
    public required string Location { get; init; }

    /// <summary>What selects it: <c>NANOBANANA_STORE</c>, <c>Set-NanoBananaStore</c> or <c>Default</c>.</summary>
    public required string Source { get; init; }

    /// <summary>How long a process counts as alive after its last sign of life.</summary>
    public required TimeSpan Lease { get; init; }
}
