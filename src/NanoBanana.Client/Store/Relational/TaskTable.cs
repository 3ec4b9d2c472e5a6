using NanoBanana.Client.Model;

namespace NanoBanana.Client.Store.Relational;

/// <summary>Writes rows of tasks. Every change names the attempt and the state that it expects, and says whether they were there.</summary>
internal static class TaskTable
{
    private const string SavedFiles = "(SELECT COUNT(*) FROM nb_files f WHERE f.intent = nb_tasks.intent AND f.saved = 1)";
    private const string Accepted = "state = @state, charge = 'Spent', landing = NULL, gateway_id = @id, submitted_at = @at, outcome = @outcome";
    private const string Ended =
        "state = @state, charge = @charge, outcome = @outcome, images = @images, completed_at = @completed, duration_ms = @duration, "
        + $"unsaved = CASE WHEN @state = 'Succeeded' AND @images > {SavedFiles} THEN 1 ELSE 0 END";

    /// <summary>A row, held until the end of the transaction.</summary>
    public static async Task<TaskRow?> FindAsync(WriteGroup group, string intentId) =>
        (await group.Session.QueryAsync($"SELECT {TaskRow.Names} FROM nb_tasks WHERE intent = @intent{group.RowLock}", TaskRow.Read, ("intent", intentId)).ConfigureAwait(false)).FirstOrDefault();

    /// <summary>The rows of a piece of work, held until the end of the transaction.</summary>
    public static Task<List<TaskRow>> OfWorkAsync(WriteGroup group, string workKey) =>
        group.Session.QueryAsync($"SELECT {TaskRow.Names} FROM nb_tasks WHERE work_key = @key ORDER BY n{group.RowLock}", TaskRow.Read, ("key", workKey));

    /// <summary>The number of the next row of a piece of work.</summary>
    /// <param name="rows">Its rows, in the order of their numbers.</param>
    public static int NextNumber(List<TaskRow> rows) => rows.Count == 0 ? 1 : rows[rows.Count - 1].Task.Number + 1;

    /// <summary>False if another has taken this number of the work meanwhile.</summary>
    public static async Task<bool> InsertAsync(Session session, WorkClaim claim, int number, string owner, long now, int day) => await session.ExecuteAsync(
        """
        INSERT INTO nb_tasks (intent, work_key, n, scope, state, charge, attempt, owner, token, created_at, claimed_at, day,
            provider, account, profile, base_uri, model, operation, batch, tag, tag_hash, prompt, request,
            amount, unit, certainty, ceiling, ceiling_unit, take, take_of)
        VALUES (@intent, @key, @n, @scope, @state, 'Reserved', 1, @owner, @token, @now, @now, @day,
            @provider, @account, @profile, @uri, @model, @operation, @batch, @tag, @taghash, @prompt, @request,
            @amount, @unit, @certainty, @ceiling, @ceilingunit, @take, @takeof)
        ON CONFLICT DO NOTHING
        """,
        [("intent", claim.IntentId), ("key", claim.WorkKey), ("n", number), ("scope", claim.Emulator ?? string.Empty), ("state", claim.Sends ? StoredStates.Sending : StoredStates.Claimed), .. Of(claim, owner, now, day)]).ConfigureAwait(false) == 1;

    /// <summary>The next attempt of a row whose last one was given up; false if another was faster.</summary>
    public static async Task<bool> TakeOverAsync(Session session, TaskRow row, WorkClaim claim, string owner, long now, int day)
    {
        var changed = await session.ExecuteAsync(
            """
            UPDATE nb_tasks SET state = 'Claimed', charge = 'Reserved', attempt = attempt + 1, owner = @owner, token = @token, claimed_at = @now, day = @day,
                landing = NULL, sending_at = NULL, submitted_at = NULL, completed_at = NULL, duration_ms = NULL, gateway_id = NULL, outcome = NULL,
                provider = @provider, account = @account, profile = @profile, base_uri = @uri, model = @model, operation = @operation,
                batch = @batch, tag = @tag, tag_hash = @taghash, prompt = @prompt, request = @request,
                amount = @amount, unit = @unit, certainty = @certainty, ceiling = @ceiling, ceiling_unit = @ceilingunit,
                images = 0, unsaved = 0, take = @take, take_of = @takeof
            WHERE intent = @intent AND attempt = @attempt AND token = @old AND state = @state
            """,
            [.. Of(claim, owner, now, day), ("intent", row.Task.IntentId), ("attempt", row.Task.Attempt), ("old", row.Token), ("state", row.Task.State)]).ConfigureAwait(false);
        if (changed == 1)
        {
            await ArchiveAsync(session, row).ConfigureAwait(false);
        }

        return changed == 1;
    }

    public static async Task<bool> MarkSendingAsync(Session session, AttemptToken token, long now) => await session.ExecuteAsync(
        "UPDATE nb_tasks SET state = 'Sending', sending_at = @now WHERE intent = @intent AND attempt = @attempt AND token = @token AND state = 'Claimed'",
        ("now", now),
        ("intent", token.IntentId),
        ("attempt", token.Attempt),
        ("token", token.Token)).ConfigureAwait(false) == 1;

    /// <summary>What became of an attempt that was not accepted.</summary>
    public static Task<int> LandAsync(Session session, string intentId, string state, Charge charge, string landing, string? outcome, string? gatewayId = null) => session.ExecuteAsync(
        "UPDATE nb_tasks SET state = @state, charge = @charge, landing = @landing, outcome = COALESCE(@outcome, outcome), gateway_id = COALESCE(@id, gateway_id) WHERE intent = @intent",
        ("state", state),
        ("charge", charge.ToString()),
        ("landing", landing),
        ("outcome", outcome),
        ("id", gatewayId),
        ("intent", intentId));

    public static Task<int> AcceptAsync(Session session, AcceptedFact fact) =>
        session.ExecuteAsync($"UPDATE nb_tasks SET {Accepted} WHERE intent = @intent", Of(fact));

    /// <summary>Accepts an attempt that was sent and has no other outcome yet.</summary>
    /// <returns>What it counted with until now; null if there is no such attempt.</returns>
    public static async Task<TaskMoney?> AcceptSentAsync(Session session, AcceptedFact fact) => (await session.QueryAsync(
        $"""
        UPDATE nb_tasks SET {Accepted}
        WHERE intent = @intent AND attempt = @attempt AND state = 'Sending' AND charge = 'Reserved' AND gateway_id IS NULL RETURNING {TaskMoney.Names}
        """,
        static row => TaskMoney.Read(row, Charge.Reserved),
        [.. Of(fact), ("attempt", fact.Attempt)]).ConfigureAwait(false)).FirstOrDefault();

    /// <summary>Ends an accepted attempt; its price stays.</summary>
    /// <returns>What it counted with until now; null if there is no such attempt.</returns>
    public static async Task<TaskMoney?> EndAcceptedAsync(Session session, EndedFact fact) => (await session.QueryAsync(
        $"""
        UPDATE nb_tasks SET {Ended}
        WHERE intent = @intent AND attempt = @attempt AND state IN ('Pending', 'Running') AND charge = 'Spent' RETURNING {TaskMoney.Names}
        """,
        static row => TaskMoney.Read(row, Charge.Spent),
        [.. Of(fact), ("attempt", fact.Attempt)]).ConfigureAwait(false)).FirstOrDefault();

    public static Task<int> EndAsync(Session session, EndedFact fact, StoredPrice price) => session.ExecuteAsync(
        $"""
        UPDATE nb_tasks SET {Ended},
            amount = @amount, unit = @unit, certainty = @certainty, ceiling = @ceiling, ceiling_unit = @ceilingunit
        WHERE intent = @intent
        """,
        [
            .. Of(fact), ("amount", Micro.Of(price.Amount)), ("unit", price.Unit), ("certainty", price.Certainty),
            ("ceiling", Micro.Of(price.Ceiling)), ("ceilingunit", price.CeilingUnit),
        ]);

    public static Task<int> CountUnsavedAsync(Session session, string intentId) => session.ExecuteAsync(
        $"""
        UPDATE nb_tasks SET unsaved = CASE WHEN state = 'Succeeded' AND images > {SavedFiles} THEN 1 ELSE 0 END
        WHERE intent = @intent
        """,
        ("intent", intentId));

    public static async Task DeleteAsync(Session session, string intentId)
    {
        foreach (var table in new[] { "nb_files", "nb_attempts", "nb_receipts", "nb_tasks" })
        {
            await session.ExecuteAsync($"DELETE FROM {table} WHERE intent = @intent", ("intent", intentId)).ConfigureAwait(false);
        }
    }

    private static Task<int> ArchiveAsync(Session session, TaskRow row) => session.ExecuteAsync(
        """
        INSERT INTO nb_attempts (intent, attempt, provider, account, profile, model, state, landing, gateway_id, outcome, claimed_at)
        VALUES (@intent, @attempt, @provider, @account, @profile, @model, @state, @landing, @id, @outcome, @claimed) ON CONFLICT DO NOTHING
        """,
        ("intent", row.Task.IntentId),
        ("attempt", row.Task.Attempt),
        ("provider", row.Task.Provider),
        ("account", row.Task.Account),
        ("profile", row.Task.Profile),
        ("model", row.Task.Model),
        ("state", row.Task.State),
        ("landing", row.Task.Landing),
        ("id", row.Task.GatewayId),
        ("outcome", row.Task.Outcome),
        ("claimed", row.Task.ClaimedAt.ToUnixTimeMilliseconds()));

    private static (string Name, object? Value)[] Of(AcceptedFact fact) =>
        [("state", fact.State), ("id", fact.GatewayId), ("at", fact.At.ToUnixTimeMilliseconds()), ("outcome", fact.Outcome), ("intent", fact.IntentId)];

    private static (string Name, object? Value)[] Of(EndedFact fact) =>
    [
        ("state", fact.State), ("charge", ChargeRules.OfEnd(fact).ToString()), ("outcome", fact.Outcome), ("images", fact.Images),
        ("completed", Times.Of(fact.CompletedAt)), ("duration", (long?)fact.Duration?.TotalMilliseconds), ("intent", fact.IntentId),
    ];

    private static (string Name, object? Value)[] Of(WorkClaim claim, string owner, long now, int day) =>
    [
        ("owner", owner), ("token", claim.Token), ("now", now), ("day", day),
        ("provider", claim.Provider), ("account", claim.Account), ("profile", claim.Profile), ("uri", claim.BaseUri), ("model", claim.Model), ("operation", claim.Operation),
        ("batch", claim.Batch), ("tag", claim.Tag), ("taghash", claim.TagHash), ("prompt", claim.Prompt), ("request", claim.Request),
        ("amount", Micro.Of(claim.Price.Amount)), ("unit", claim.Price.Unit), ("certainty", claim.Price.Certainty),
        ("ceiling", Micro.Of(claim.Price.Ceiling)), ("ceilingunit", claim.Price.CeilingUnit), ("take", claim.Take), ("takeof", claim.TakeOf),
    ];
}
