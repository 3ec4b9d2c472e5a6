using NanoBanana.Client.Http;
using NanoBanana.Client.Journal;
using NanoBanana.Client.Model;
using NanoBanana.Client.Submitting;

namespace NanoBanana.Journal.Tests.Support;

/// <summary>Records as the client writes them.</summary>
internal static class Records
{
    public static readonly DateTimeOffset At = new(2026, 10, 5, 12, 0, 0, TimeSpan.Zero);

    public static readonly Uri Gateway = new("https://api.crun.ai");

    public static JournalRecord Intent(string id, Money? reserve = null, string prompt = "a fox", string profile = "p", DateTimeOffset? at = null) => JournalRecords.Intent(
        new ImageTask
        {
            Provider = ProviderNames.Crun,
            Profile = profile,
            Model = "google/nano-banana",
            Operation = Operations.Generate,
            State = TaskStates.Unknown,
            Request = new ImageRequest { Prompt = prompt, Sources = ["C:\\ö\\ \"x\".png"] },
            IntentId = id,
            Cost = reserve is null ? Cost.Unknown : new Cost { Amount = reserve.Amount, Currency = reserve.Currency, Certainty = Certainties.Estimated },
        },
        "print-of-" + id,
        Gateway,
        reserve,
        withPrompt: true,
        at ?? At);

    public static JournalRecord Accepted(string id) => JournalRecords.Accepted(Task(id, TaskStates.Pending), At);

    public static JournalRecord Succeeded(string id, Cost? cost = null) => JournalRecords.State(
        Task(id, TaskStates.Succeeded) with { Images = [new ResultImage { Url = "https://cdn.example/" + id + ".png", Index = 1 }], CompletedAt = At, Cost = cost ?? Cost.Unknown },
        At);

    public static JournalRecord Failed(string id) => JournalRecords.State(
        Task(id, TaskStates.Failed) with { Failure = new TaskFailure { Reason = ErrorIds.TaskFailed, Message = "no" } }, At);

    public static JournalRecord Landed(string id, Landing landing) => JournalRecords.Landed(
        id, landing, new NanoBananaException(ErrorIds.OutcomeUnknown, "Crun", "a reset.", id) { MayHaveBeenCharged = landing is Landing.Unknown }, At);

    public static JournalRecord Saved(string id) => JournalRecords.Saved(id, 1, "/images/a.png", checksum: 1, At);

    public static JournalRecord NotCharged(string id) => new JournalRecord { Kind = JournalKinds.NotCharged, Intent = id, At = At };

    /// <summary>A journal with every kind of record, in the order of several tasks' lives.</summary>
    public static IReadOnlyList<JournalRecord> OfEveryKind { get; } =
    [
        Intent("a", new Money(4, "credits")), Accepted("a"), Succeeded("a"), Saved("a"),
        Intent("b", prompt: "ein Fuchs, 狐, 🦊"), Landed("b", Landing.Unknown), NotCharged("b"),
        Intent("c"), Landed("c", Landing.Rejected),
        Intent("f"),
    ];

    private static ImageTask Task(string id, string state) => new() { Id = "task-" + id, Provider = ProviderNames.Crun, Profile = "p", State = state, IntentId = id };
}
