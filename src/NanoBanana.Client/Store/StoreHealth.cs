namespace NanoBanana.Client.Store;

/// <summary>What a test of the store found.</summary>
public sealed record StoreHealth
{
    /// <summary><c>SQLite</c> or <c>PostgreSQL</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Where it is, without a password.</summary>
    public required string Location { get; init; }

    /// <summary>The store's own id.</summary>
    public required string StoreId { get; init; }

    /// <summary>The version of its schema.</summary>
    public required int SchemaVersion { get; init; }

    /// <summary>The store's clock minus this machine's clock.</summary>
    public required TimeSpan ClockDifference { get; init; }

    /// <summary>The round trip of an empty write.</summary>
    public required TimeSpan RoundTrip { get; init; }

    /// <summary>How many tasks it has.</summary>
    public required long Tasks { get; init; }

    /// <summary>Facts that wait on this machine until the store takes them.</summary>
    public required int Waiting { get; init; }

    /// <summary>The time zone of its days.</summary>
    public required string TimeZone { get; init; }

    /// <summary>What is wrong; empty if all is well.</summary>
    public IReadOnlyList<string> Problems { get; init; } = [];
}
