namespace NanoBanana;

/// <summary>The balance of an account.</summary>
public sealed record Credit
{
    /// <summary>One of <see cref="ProviderNames"/>.</summary>
    public required string Provider { get; init; }

    /// <summary>The profile that was used for the query.</summary>
    public required string Profile { get; init; }

    /// <summary>The remaining amount; may be fractional.</summary>
    public required decimal Balance { get; init; }

    /// <summary>The unit, <c>credits</c>.</summary>
    public required string Currency { get; init; }
}
