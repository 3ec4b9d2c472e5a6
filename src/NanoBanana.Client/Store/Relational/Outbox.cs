using System.Text.Json;

namespace NanoBanana.Client.Store.Relational;

/// <summary>Facts that the store did not take: kept on this machine, in a SQLite file named after the store, until it does.</summary>
/// <param name="file">Opens the file; makes it if it is missing.</param>
internal sealed class Outbox(Func<Task<Session>> file)
{
    private readonly object _lock = new();
    private readonly List<StoreFact> _unwritten = [];

    /// <summary>Facts that could not even be written here: kept in memory.</summary>
    public int Unwritten
    {
        get
        {
            lock (_lock)
            {
                return _unwritten.Count;
            }
        }
    }

    /// <summary>Keeps facts; on the disk if that is possible, else in memory until the process ends.</summary>
    public async Task KeepAsync(IReadOnlyList<StoreFact> facts)
    {
        lock (_lock)
        {
            _unwritten.AddRange(facts);
        }

        await FlushAsync().ConfigureAwait(false);
    }

    /// <summary>Brings what is in memory to the disk.</summary>
    public async Task FlushAsync()
    {
        List<StoreFact> facts;
        lock (_lock)
        {
            facts = [.. _unwritten];
        }

        if (facts.Count == 0)
        {
            return;
        }

        if (await TryAppendAsync(facts, "DELETE").ConfigureAwait(false) || await TryAppendAsync(facts, "MEMORY").ConfigureAwait(false))
        {
            lock (_lock)
            {
                facts.ForEach(fact => _unwritten.Remove(fact));
            }
        }
    }

    // False on a full disk, or for what was not foreseen: the memory keeps the facts, and no error hides what they say. A rollback
    // journal on the disk needs room there; without one, the facts go to the pages that the file has set aside for them.
    private async Task<bool> TryAppendAsync(IReadOnlyList<StoreFact> facts, string journal)
    {
        try
        {
            using var session = await file().ConfigureAwait(false);
            await session.ExecuteAsync("PRAGMA journal_mode = " + journal).ConfigureAwait(false);
            await session.ExecuteAsync("BEGIN IMMEDIATE").ConfigureAwait(false);
            foreach (var fact in facts)
            {
                await session.ExecuteAsync("INSERT INTO facts (fact) VALUES (@fact)", ("fact", JsonSerializer.Serialize(fact, StoreJson.Default.StoreFact))).ConfigureAwait(false);
            }

            await session.ExecuteAsync("COMMIT").ConfigureAwait(false);
            return true;
        }
        catch (Exception)
        {
            return false;
        }
    }

    /// <summary>What waits, oldest first. A fact of a newer version, which this one cannot read, stays for that version.</summary>
    public async Task<IReadOnlyList<(long Number, StoreFact Fact)>> ReadAsync()
    {
        using var session = await file().ConfigureAwait(false);
        var rows = await session.QueryAsync("SELECT number, fact FROM facts ORDER BY number LIMIT 1000", static row => (Number: row.GetInt64(0), Fact: row.GetString(1))).ConfigureAwait(false);
        return [.. rows.Select(row => (row.Number, Fact: Read(row.Fact)!)).Where(row => row.Fact is not null)];
    }

    private static StoreFact? Read(string json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, StoreJson.Default.StoreFact);
        }
        catch (Exception error) when (error is JsonException or NotSupportedException)
        {
            return null;
        }
    }

    /// <summary>How many wait.</summary>
    public async Task<int> CountAsync()
    {
        using var session = await file().ConfigureAwait(false);
        return (int)await session.NumberAsync("SELECT COUNT(*) FROM facts").ConfigureAwait(false) + Unwritten;
    }

    /// <summary>Forgets facts that the store has taken.</summary>
    public async Task ForgetAsync(IReadOnlyList<long> numbers)
    {
        using var session = await file().ConfigureAwait(false);
        await session.ExecuteAsync("BEGIN IMMEDIATE").ConfigureAwait(false);
        foreach (var number in numbers)
        {
            await session.ExecuteAsync("DELETE FROM facts WHERE number = @number", ("number", number)).ConfigureAwait(false);
        }

        await session.ExecuteAsync("COMMIT").ConfigureAwait(false);
    }
}
