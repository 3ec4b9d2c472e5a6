using System.Text.Json;
using NanoBanana.Client.Model;
using NanoBanana.Client.Store;

namespace NanoBanana.Client.Journal;

/// <summary>Entries from rows of the store: what was asked for and what came of it are records as JSON, all else is a column.</summary>
internal static class StoredEntries
{
    /// <summary>The entry of a row; null if what it holds cannot be read.</summary>
    public static JournalEntry? Of(StoredTask row)
    {
        if (Read(row.Request) is not { Kind: JournalKinds.Intent } intent)
        {
            return null;
        }

        var outcome = Read(row.Outcome);
        var isInFlight = StoredStates.IsInFlight(row.State);
        return new JournalEntry
        {
            IntendedAt = row.CreatedAt,
            WorkKey = row.WorkKey,
            BaseUri = intent.BaseUri,
            Account = row.Account,
            Charge = row.Charge,
            Number = row.Number,
            IsInFlight = isInFlight,
            OtherIds = row.OtherIds,
            Saved = Files(row, isSaved: true),
            Saving = Files(row, isSaved: false),
            Task = new ImageTask
            {
                Id = row.GatewayId,
                Provider = row.Provider,
                Profile = row.Profile,
                Model = row.Model,
                Operation = row.Operation,
                State = isInFlight ? TaskStates.Submitting : row.State,
                Request = intent.Request,
                Defaults = intent.Defaults,
                SubmittedAt = row.SubmittedAt ?? row.CreatedAt,
                CompletedAt = row.CompletedAt,
                Duration = row.Duration,
                StatusUrl = outcome?.StatusUrl,
                Images = outcome?.Images ?? [],
                Failure = isInFlight ? null : FailureOf(row, outcome),
                Cost = CostOf(row),
                IntentId = row.IntentId,
                Attempts = intent.Attempts ?? [],
                Reviews = StoredReviews.Read(row.ReviewNote),
            },
        };
    }

    /// <summary>A record from its JSON; null if it is not one.</summary>
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

    private static TaskFailure? FailureOf(StoredTask row, JournalRecord? outcome)
    {
        if (row.State is not (TaskStates.Unknown or TaskStates.Failed))
        {
            return null;
        }

        var failure = row.Landing is LandedFact.Withdrawn
            ? UnknownOutcome.NeverSent(row.Provider)
            : outcome?.Failure ?? UnknownOutcome.NoReceipt(row.Provider, row.IntentId);
        return row.Charge is Charge.Released ? failure with { MayHaveBeenCharged = false } : failure;
    }

    private static Cost CostOf(StoredTask row)
    {
        var cost = row.Price.Amount is { } amount ? new Cost { Amount = amount, Currency = row.Price.Unit, Certainty = row.Price.Certainty } : Cost.Unknown;
        return row.Charge is Charge.Released ? cost.Waived() : cost;
    }

    private static Dictionary<int, SavedFile> Files(StoredTask row, bool isSaved)
    {
        var files = new Dictionary<int, SavedFile>();
        foreach (var file in row.Files.Where(file => file.IsSaved == isSaved))
        {
            files[file.Index] = new SavedFile(file.Path, file.Checksum);
        }

        return files;
    }
}
