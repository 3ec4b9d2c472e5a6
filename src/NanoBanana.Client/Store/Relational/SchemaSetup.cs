using System.Globalization;

namespace NanoBanana.Client.Store.Relational;

/// <summary>Makes the tables if there are none, brings older ones up to date, and refuses newer ones.</summary>
internal sealed class SchemaSetup(Database database, IReadOnlyList<IReadOnlyList<string>> steps)
{
    /// <summary>What the store says of itself; null if there is none.</summary>
    /// <exception cref="NanoBananaException"><c>StoreTooNew</c>.</exception>
    public async Task<StoreFacts?> ReadAsync(Session session)
    {
        if (await session.NumberAsync(database.FindStore).ConfigureAwait(false) == 0)
        {
            return null;
        }

        var rows = await session.QueryAsync("SELECT name, value FROM nb_store", static row => (Name: row.GetString(0), Value: row.GetString(1))).ConfigureAwait(false);
        string Of(string name) => rows.Find(row => string.Equals(row.Name, name, StringComparison.Ordinal)).Value
            ?? throw new NanoBananaException(ErrorIds.StoreDamaged, database.Location, $"its table nb_store has no row '{name}'.") { Target = database.Location };
        var version = int.Parse(Of("version"), CultureInfo.InvariantCulture);
        return version > steps.Count
            ? throw new NanoBananaException(ErrorIds.StoreTooNew, database.Location, version, steps.Count) { Target = database.Location }
            : new StoreFacts(Of("id"), version, Of("time_zone"), rows.Exists(row => row.Name.StartsWith(ImportWrite.Prefix, StringComparison.Ordinal)));
    }

    /// <summary>What the store says of itself, after it was created or upgraded.</summary>
    public async Task<StoreFacts> EnsureAsync(Session session, string timeZone)
    {
        if (await ReadAsync(session).ConfigureAwait(false) is { } present && present.Version == steps.Count)
        {
            return present;
        }

        await session.ExecuteAsync(database.Begin).ConfigureAwait(false);
        try
        {
            if (database.LockSchema is { } take)
            {
                await session.ExecuteAsync(take).ConfigureAwait(false);
            }

            // another process may have done it meanwhile
            var before = await ReadAsync(session).ConfigureAwait(false);
            for (var i = before?.Version ?? 0; i < steps.Count; i++)
            {
                foreach (var statement in steps[i])
                {
                    await session.ExecuteAsync(statement.Replace("{byte}", database.ByteText).Replace("{serial}", database.Serial)).ConfigureAwait(false);
                }
            }

            if (before is null)
            {
                foreach (var (name, value) in new[] { ("id", Guid.NewGuid().ToString("N")), ("time_zone", timeZone), ("version", "0") })
                {
                    await session.ExecuteAsync("INSERT INTO nb_store (name, value) VALUES (@name, @value)", ("name", name), ("value", value)).ConfigureAwait(false);
                }
            }

            await session.ExecuteAsync("UPDATE nb_store SET value = @value WHERE name = 'version'", ("value", steps.Count.ToString(CultureInfo.InvariantCulture))).ConfigureAwait(false);
            var facts = await ReadAsync(session).ConfigureAwait(false);
            if (database.Mark(steps.Count) is { } mark)
            {
                await session.ExecuteAsync(mark).ConfigureAwait(false);
            }

            await session.ExecuteAsync("COMMIT").ConfigureAwait(false);
            return facts!;
        }
        catch
        {
            await session.TryRollbackAsync().ConfigureAwait(false);
            throw;
        }
    }
}
