namespace NanoBanana;

/// <summary>What could be read of a damaged store.</summary>
public sealed record StoreRepair
{
    /// <summary>The new file; the damaged one stays as it is.</summary>
    public required string Path { get; init; }

    /// <summary>The damaged file.</summary>
    public required string Source { get; init; }

    /// <summary>Tasks that were saved to the new file.</summary>
    public required int Tasks { get; init; }

    /// <summary>Rows of any table that could not be read.</summary>
    public required int Lost { get; init; }
}
