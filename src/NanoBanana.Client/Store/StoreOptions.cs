using NanoBanana.Client.Model;

namespace NanoBanana.Client.Store;

/// <summary>How a process uses its store.</summary>
public sealed record StoreOptions
{
    /// <summary>How long the process counts as alive after its last sign of life. More than 0; 60 s by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is out of this range.</exception>
    public TimeSpan Lease { get; init => field = Ranges.MoreThanZero(value); } = TimeSpan.FromSeconds(60);

    /// <summary>The folder of this user's state, where the outbox is.</summary>
    public required string Home { get; init; }

    /// <summary>The clock; waits and signs of life are timed by the system's.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>How long a write waits for others, or for a database that is away, before it fails. More than 0; 15 s by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is out of this range.</exception>
    public TimeSpan Patience { get; init => field = Ranges.MoreThanZero(value); } = TimeSpan.FromSeconds(15);

    /// <summary>How long a fact waits for a database that is away before it goes to the outbox. From 0; 3 s by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is out of this range.</exception>
    public TimeSpan FactPatience { get; init => field = Ranges.FromZero(value); } = TimeSpan.FromSeconds(3);

    /// <summary>The time zone of a store that is made now: its id, or <c>local</c>; null: local for SQLite, UTC for PostgreSQL.</summary>
    public string? TimeZone { get; init; }

    /// <summary>What was recorded before there was a store; null for nothing.</summary>
    internal IStoreImport? Import { get; init; }
}
