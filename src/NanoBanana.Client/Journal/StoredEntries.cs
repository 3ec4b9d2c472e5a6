using System.Text.Json;
using NanoBanana.Client.Store;

namespace NanoBanana.Client.Journal;

/// <summary>Entries from rows of the store: what was asked for and what came of it are records of the journal, as JSON.</summary>
internal static class StoredEntries
{
    /// <summary>The entry of a row; null where what it holds cannot be read.</summary>
    public static JournalEntry? Of(StoredTask row)
    {
        if (Read(row.Request) is not { Kind: JournalKinds.Intent } intent)
        {
            return null;
        }

        var fold = new JournalFold();
        foreach (var record in Records(row, intent with { Intent = row.IntentId }))
        {
            fold.Apply(record);
        }

        var entry = fold.Find(row.IntentId)!;
        var isInFlight = StoredStates.IsInFlight(row.State);
        return entry with
        {
            Charge = (Charge)Enum.Parse(typeof(Charge), row.Charge.ToString()),
            Number = row.Number,
            IsInFlight = isInFlight,
            OtherIds = row.OtherIds,
            Task = entry.Task with
            {
                Profile = row.Profile,
                State = isInFlight ? TaskStates.Submitting : entry.Task.State,
                Failure = isInFlight ? null : entry.Task.Failure,
                Id = row.GatewayId ?? entry.Task.Id,
                Cost = row.Price.Amount is { } amount ? new Cost { Amount = amount, Currency = row.Price.Unit, Certainty = row.Price.Certainty } : entry.Task.Cost,
            },
        };
    }

    /// <summary>A record from its JSON; null where it is none.</summary>
    public static JournalRecord? Read(string? json)
    {
        try
        {
            return json is null ? null : JsonSerializer.Deserialize(json, JournalJson.Default.JournalRecord) is { } record && record.IsSound() ? record : null;
        }
        catch (Exception error) when (error is JsonException or NotSupportedException or FormatException)
        {
            return null;
        }
    }

    private static IEnumerable<JournalRecord> Records(StoredTask row, JournalRecord intent)
    {
        yield return intent with { At = row.CreatedAt };
        var outcome = Read(row.Outcome);
        if (row.Landing is { } landing)
        {
            yield return new JournalRecord { Kind = JournalKinds.Landed, Intent = row.IntentId, At = row.ClaimedAt, Landing = landing, Failure = outcome?.Failure };
            if (row is { State: TaskStates.Failed, Charge: StoredCharge.Released } && landing is TaskStates.Unknown)
            {
                yield return JournalRecords.Simple(JournalKinds.NotCharged, row.IntentId, row.ClaimedAt);
            }
        }
        else if (row.GatewayId is { } id)
        {
            yield return new JournalRecord { Kind = JournalKinds.Accepted, Intent = row.IntentId, At = row.SubmittedAt ?? row.CreatedAt, Id = id, StatusUrl = outcome?.StatusUrl };
        }

        if (outcome is { Kind: JournalKinds.State })
        {
            yield return outcome with { Intent = row.IntentId };
        }

        foreach (var file in row.Files)
        {
            yield return file.IsSaved
                ? JournalRecords.Saved(row.IntentId, file.Index, file.Path, file.Checksum, row.CreatedAt)
                : JournalRecords.Saving(row.IntentId, file.Index, file.Path, file.Checksum, row.CreatedAt);
        }
    }
}
