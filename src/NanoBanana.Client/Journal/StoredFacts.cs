using System.Security.Cryptography;
using System.Text;
using NanoBanana.Client.Model;
using NanoBanana.Client.Profiles;
using NanoBanana.Client.Store;

namespace NanoBanana.Client.Journal;

/// <summary>Claims and facts of the store from records of the journal.</summary>
internal static class StoredFacts
{
    // an end recorded at the same moment is the time of a query, not a time of the gateway
    private static readonly TimeSpan OwnWord = TimeSpan.FromMilliseconds(20);

    /// <summary>The claim that an intent makes.</summary>
    /// <param name="record">The intent.</param>
    /// <param name="rules">Who pays; null: an account of the profile's name.</param>
    /// <param name="tag">The request's tag, of which only the hash is kept if the profile leaves the tag out.</param>
    public static WorkClaim Claim(JournalRecord record, BudgetRules? rules, IReadOnlyDictionary<string, object?>? tag)
    {
        var request = record.Request;
        var emulator = rules is null ? Profile.EmulatorAt(record.BaseUri) : rules.Emulator;
        return new WorkClaim
        {
            WorkKey = record.WorkKey ?? record.Intent,
            NewRowAlways = true,
            IntentId = record.Intent,
            Token = Guid.NewGuid().ToString("N"),
            Request = JournalJson.Text(record),
            Prompt = request?.Prompt is { Length: > 0 } prompt ? prompt : null,
            Tag = request is { Tag.Count: > 0 } ? PlainValue.ToJsonObject(request.Tag).ToJsonString() : null,
            TagHash = tag is { Count: > 0 } ? Hash(PlainValue.ToJsonObject(tag).ToJsonString()) : null,
            Batch = request?.Batch,
            Take = request?.Take,
            TakeOf = request?.TakeOf,
            Emulator = emulator,
            EmulatorIsOurs = emulator is not null && ProcessEmulators.IsOurs(record.BaseUri),
            Provider = record.Provider ?? string.Empty,
            Account = rules?.Account ?? "profile/" + record.Profile?.ToLowerInvariant(),
            Profile = record.Profile ?? string.Empty,
            BaseUri = record.BaseUri?.AbsoluteUri,
            Model = record.Model,
            Operation = record.Operation,
            Price = new StoredPrice(record.Amount, record.Currency, record.Certainty ?? Certainties.Unknown, record.Reserved, record.ReservedIn),
            Caps = rules?.Caps ?? [],
        };
    }

    /// <summary>True for a record of something that happened and that names all that it must.</summary>
    public static bool IsFact(JournalRecord record) => record.Kind switch
    {
        JournalKinds.Accepted => record.Id is not null,
        JournalKinds.Landed => record.Landing is not null,
        JournalKinds.State => record.State is not null,
        JournalKinds.Saved or JournalKinds.Saving => record is { Index: not null, Path: not null, Checksum: not null },
        _ => record.Kind is JournalKinds.NotCharged,
    };

    /// <summary>What the store gets of a record.</summary>
    public static StoreFact Of(JournalRecord record) => record.Kind switch
    {
        JournalKinds.Accepted => new AcceptedFact { IntentId = record.Intent, At = record.At, GatewayId = record.Id!, Outcome = JournalJson.Text(record) },
        JournalKinds.Landed => new LandedFact { IntentId = record.Intent, At = record.At, Landing = record.Landing!, GatewayId = record.Id, Outcome = JournalJson.Text(record) },
        JournalKinds.NotCharged => new LandedFact { IntentId = record.Intent, At = record.At, Landing = nameof(Landing.NotDelivered) },
        JournalKinds.State => Ended(record),
        JournalKinds.Saved or JournalKinds.Saving => new FileFact
        {
            IntentId = record.Intent,
            At = record.At,
            File = new StoredFile(record.Index!.Value, record.Path!, record.Checksum!.Value, record.Kind is JournalKinds.Saved),
        },
        _ => throw new ArgumentOutOfRangeException(nameof(record), record.Kind, "Not a record of something that happened."),
    };

    private static EndedFact Ended(JournalRecord record) => new()
    {
        IntentId = record.Intent,
        At = record.At,
        State = record.State!,
        MayHaveBeenCharged = record.Failure is { MayHaveBeenCharged: true },
        Outcome = JournalJson.Text(record),
        Images = record.Images?.Count ?? 0,
        CompletedAt = record.CompletedAt,
        Duration = record.Duration,
        DurationIsStated = record.CompletedAt is { } completed && record.At - completed > OwnWord,
        Price = record.Certainty is null || record.Amount is null ? null : new StoredPrice(record.Amount, record.Currency, record.Certainty),
    };

    private static string Hash(string text)
    {
        using var hash = SHA256.Create();
        return Hex.Encode(hash.ComputeHash(Encoding.UTF8.GetBytes(text)));
    }
}
