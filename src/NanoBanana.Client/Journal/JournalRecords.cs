using NanoBanana.Client.Http;
using NanoBanana.Client.Model;
using NanoBanana.Client.Submitting;

namespace NanoBanana.Client.Journal;

/// <summary>Makes records from what happens.</summary>
internal static class JournalRecords
{
    public static JournalRecord Intent(ImageTask planned, string workKey, Uri baseUri, Money? reserve, bool withPrompt, DateTimeOffset at) => new()
    {
        Kind = JournalKinds.Intent,
        Intent = planned.IntentId!,
        At = at,
        WorkKey = workKey,
        Provider = planned.Provider,
        Profile = planned.Profile,
        BaseUri = baseUri,
        Model = planned.Model,
        Operation = planned.Operation,
        Request = planned.Request is { } request ? StoredRequest.Of(request, withPrompt) : null,
        Defaults = planned.Defaults,
        Attempts = planned.Attempts.Count == 0 ? null : planned.Attempts,
        Amount = planned.Cost.Amount,
        Currency = planned.Cost.Currency,
        Certainty = planned.Cost.Certainty,
        Reserved = reserve?.Amount,
        ReservedIn = reserve?.Currency,
    };

    public static JournalRecord Accepted(ImageTask task, DateTimeOffset at) => new()
    {
        Kind = JournalKinds.Accepted,
        Intent = task.IntentId!,
        At = at,
        Id = task.Id,
        StatusUrl = task.StatusUrl,
    };

    public static JournalRecord Landed(string intent, Landing landing, NanoBananaException? error, DateTimeOffset at, string? id = null) => new()
    {
        Kind = JournalKinds.Landed,
        Intent = intent,
        At = at,
        Id = id,
        Landing = landing.ToString(),
        Failure = error is null ? null : new TaskFailure { Reason = error.ErrorId, Message = error.Message, MayHaveBeenCharged = error.MayHaveBeenCharged },
    };

    public static JournalRecord State(ImageTask task, DateTimeOffset at) => new()
    {
        Kind = JournalKinds.State,
        Intent = task.IntentId!,
        At = at,
        State = task.State,
        StatusUrl = task.StatusUrl,
        Failure = task.Failure,
        Images = task.Images.Count == 0 ? null : [.. task.Images.Select(image => image.IsInline() ? image with { Url = ResultImage.LostUrl } : image)],
        CompletedAt = task.CompletedAt,
        Duration = task.Duration,
        Amount = task.Cost.Amount,
        Currency = task.Cost.Currency,
        Certainty = task.Cost.Certainty,
    };

    public static JournalRecord Saving(string intent, int index, string path, ulong checksum, DateTimeOffset at) =>
        Saved(intent, index, path, checksum, at) with { Kind = JournalKinds.Saving };

    public static JournalRecord Saved(string intent, int index, string path, ulong checksum, DateTimeOffset at) =>
        new() { Kind = JournalKinds.Saved, Intent = intent, At = at, Index = index, Path = path, Checksum = checksum };
}
