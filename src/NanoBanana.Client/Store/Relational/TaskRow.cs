using System.Data.Common;
using NanoBanana.Client.Model;

namespace NanoBanana.Client.Store.Relational;

/// <summary>A row of tasks with what only the store needs.</summary>
/// <param name="Task">What users see of it.</param>
/// <param name="Token">Proves who holds the attempt.</param>
/// <param name="Day">The day that its money counts for.</param>
internal sealed record TaskRow(StoredTask Task, string Token, int Day)
{
    /// <summary>The columns, in the order in which <see cref="Read"/> takes them.</summary>
    public const string Names =
        "intent, work_key, n, scope, state, charge, attempt, owner, token, landing, created_at, claimed_at, submitted_at, completed_at, duration_ms, "
        + "day, provider, account, profile, base_uri, model, operation, batch, tag, tag_hash, prompt, request, gateway_id, outcome, "
        + "amount, unit, certainty, ceiling, ceiling_unit, images, take, take_of, review, review_note, reviewed_at, seq";

    /// <summary>What the spending depends on.</summary>
    public TaskMoney Money => new(
        Task.Emulator ?? string.Empty,
        Task.Account,
        Day,
        Task.Provider,
        Task.Model ?? string.Empty,
        Task.Charge,
        Task.State is TaskStates.Succeeded or TaskStates.Failed,
        Task.Price);

    public static TaskRow Read(DbDataReader row) => new(
        new StoredTask
        {
            IntentId = row.GetString(0),
            WorkKey = row.GetString(1),
            Number = row.Count(2),
            Emulator = row.GetString(3) is { Length: > 0 } scope ? scope : null,
            State = row.GetString(4),
            Charge = (Charge)Enum.Parse(typeof(Charge), row.GetString(5)),
            Attempt = row.Count(6),
            Owner = row.Text(7),
            Landing = row.Text(9),
            CreatedAt = Times.ToTime(row.Number(10)!.Value),
            ClaimedAt = Times.ToTime(row.Number(11)!.Value),
            SubmittedAt = Times.ToTime(row.Number(12)),
            CompletedAt = Times.ToTime(row.Number(13)),
            Duration = row.Number(14) is { } duration ? TimeSpan.FromMilliseconds(duration) : null,
            Provider = row.GetString(16),
            Account = row.GetString(17),
            Profile = row.GetString(18),
            BaseUri = row.Text(19),
            Model = row.Text(20),
            Operation = row.Text(21),
            Batch = row.Text(22),
            Tag = row.Text(23),
            TagHash = row.Text(24),
            Prompt = row.Text(25),
            Request = row.GetString(26),
            GatewayId = row.Text(27),
            Outcome = row.Text(28),
            Price = new StoredPrice(Micro.ToAmount(row.Number(29)), row.Text(30), row.GetString(31), Micro.ToAmount(row.Number(32)), row.Text(33)),
            Images = row.Count(34),
            Take = (int?)row.Number(35),
            TakeOf = row.Text(36),
            Review = row.Text(37),
            ReviewNote = row.Text(38),
            ReviewedAt = Times.ToTime(row.Number(39)),
            Sequence = row.Number(40)!.Value,
        },
        row.GetString(8),
        row.Count(15));
}
