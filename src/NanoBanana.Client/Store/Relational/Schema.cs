namespace NanoBanana.Client.Store.Relational;

/// <summary>The tables. Each step brings a store from one version to the next; a step that was released is never changed.</summary>
internal static class Schema
{
    /// <summary>All steps; the version of a store is the number of steps that it took.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> Steps { get; } = [First, Filters, FewerIndexes];

    // {serial}: a number that counts up, the order of the claims; {byte}: text that is compared byte by byte, so that the beginning of an id is a range of the index
    private static IReadOnlyList<string> First =>
    [
        "CREATE TABLE nb_store (name TEXT PRIMARY KEY, value TEXT NOT NULL)",
        """
        CREATE TABLE nb_tasks (
            seq {serial}, intent {byte} NOT NULL UNIQUE, work_key TEXT NOT NULL, n INTEGER NOT NULL, scope TEXT NOT NULL,
            state TEXT NOT NULL, charge TEXT NOT NULL, attempt INTEGER NOT NULL, owner TEXT, token TEXT NOT NULL, landing TEXT,
            created_at BIGINT NOT NULL, claimed_at BIGINT NOT NULL, sending_at BIGINT, submitted_at BIGINT, completed_at BIGINT, duration_ms BIGINT,
            day INTEGER NOT NULL, provider TEXT NOT NULL, account TEXT NOT NULL, profile TEXT NOT NULL, base_uri TEXT, model TEXT, operation TEXT,
            batch TEXT, tag TEXT, tag_hash TEXT, prompt TEXT, request TEXT NOT NULL, gateway_id {byte}, outcome TEXT,
            amount BIGINT, unit TEXT, certainty TEXT NOT NULL, ceiling BIGINT, ceiling_unit TEXT,
            images INTEGER NOT NULL DEFAULT 0, unsaved INTEGER NOT NULL DEFAULT 0,
            take INTEGER, take_of TEXT, review TEXT, review_note TEXT, reviewed_at BIGINT,
            UNIQUE (work_key, n))
        """,
        "CREATE INDEX nb_tasks_gateway_id ON nb_tasks (gateway_id)",
        "CREATE INDEX nb_tasks_created ON nb_tasks (created_at)",
        "CREATE INDEX nb_tasks_batch ON nb_tasks (batch) WHERE batch IS NOT NULL",
        "CREATE INDEX nb_tasks_pending ON nb_tasks (seq) WHERE state IN ('Claimed', 'Sending', 'Pending', 'Running', 'Unknown')",
        "CREATE INDEX nb_tasks_in_flight ON nb_tasks (owner) WHERE state IN ('Claimed', 'Sending')",
        "CREATE INDEX nb_tasks_active ON nb_tasks (account) WHERE state IN ('Sending', 'Pending', 'Running')",
        "CREATE INDEX nb_tasks_unsaved ON nb_tasks (seq) WHERE unsaved = 1",
        "CREATE INDEX nb_tasks_scope ON nb_tasks (scope) WHERE scope <> ''",
        "CREATE TABLE nb_files (intent {byte} NOT NULL, idx INTEGER NOT NULL, saved INTEGER NOT NULL, path TEXT NOT NULL, checksum BIGINT NOT NULL, PRIMARY KEY (intent, idx, saved))",
        "CREATE INDEX nb_files_checksum ON nb_files (checksum)",
        """
        CREATE TABLE nb_attempts (
            intent {byte} NOT NULL, attempt INTEGER NOT NULL, provider TEXT NOT NULL, account TEXT NOT NULL, profile TEXT NOT NULL, model TEXT,
            state TEXT NOT NULL, landing TEXT, gateway_id {byte}, outcome TEXT, claimed_at BIGINT NOT NULL, PRIMARY KEY (intent, attempt))
        """,
        "CREATE INDEX nb_attempts_gateway_id ON nb_attempts (gateway_id)",
        "CREATE TABLE nb_receipts (intent {byte} NOT NULL, attempt INTEGER NOT NULL, gateway_id TEXT NOT NULL, at BIGINT NOT NULL, PRIMARY KEY (intent, attempt, gateway_id))",
        "CREATE TABLE nb_accounts (account TEXT PRIMARY KEY, name TEXT NOT NULL, provider TEXT NOT NULL)",
        """
        CREATE TABLE nb_spending (
            scope TEXT NOT NULL, account TEXT NOT NULL, day INTEGER NOT NULL, provider TEXT NOT NULL, model TEXT NOT NULL, unit TEXT NOT NULL,
            spent BIGINT NOT NULL, reserved BIGINT NOT NULL, unknown BIGINT NOT NULL, held BIGINT NOT NULL, tasks BIGINT NOT NULL,
            PRIMARY KEY (scope, account, day, provider, model, unit))
        """,
        "CREATE TABLE nb_owners (owner TEXT PRIMARY KEY, host TEXT NOT NULL, machine TEXT NOT NULL, pid INTEGER NOT NULL, started_at BIGINT NOT NULL, seen_at BIGINT NOT NULL, lease_ms BIGINT NOT NULL)",
        "CREATE TABLE nb_emulators (scope TEXT PRIMARY KEY, machine TEXT NOT NULL, pid INTEGER NOT NULL, started_at BIGINT NOT NULL)",
        "CREATE TABLE nb_submits (account TEXT NOT NULL, owner TEXT NOT NULL, at BIGINT NOT NULL, PRIMARY KEY (account, owner))",
        "CREATE TABLE nb_uploads (target TEXT NOT NULL, sha256 TEXT NOT NULL, address TEXT NOT NULL, until BIGINT NOT NULL, PRIMARY KEY (target, sha256))",
        "CREATE TABLE nb_durations (provider TEXT NOT NULL, model TEXT, operation TEXT, emulated INTEGER NOT NULL, ms BIGINT NOT NULL, at BIGINT NOT NULL)",
        "CREATE INDEX nb_durations_at ON nb_durations (at)",
        "CREATE TABLE nb_credits (account TEXT NOT NULL, at BIGINT NOT NULL, balance BIGINT NOT NULL, unit TEXT NOT NULL, PRIMARY KEY (account, at))",
    ];

    // ids are found whatever their case, and what a person decided on without a look at all the rest
    private static IReadOnlyList<string> Filters =>
    [
        "CREATE INDEX nb_tasks_gateway_id_lower ON nb_tasks (LOWER(gateway_id))",
        "CREATE INDEX nb_tasks_state ON nb_tasks (state) WHERE state <> 'Succeeded'",
        "CREATE INDEX nb_tasks_review ON nb_tasks (seq) WHERE review IS NOT NULL",
        "CREATE INDEX nb_tasks_take_of ON nb_tasks (seq) WHERE take_of IS NOT NULL",
    ];

    // each index costs every task a page at each of its writes: one for all that is open, and one for ids
    private static IReadOnlyList<string> FewerIndexes =>
    [
        "DROP INDEX nb_tasks_gateway_id",
        "DROP INDEX nb_tasks_pending",
        "DROP INDEX nb_tasks_in_flight",
        "DROP INDEX nb_tasks_active",
        "DROP INDEX nb_tasks_state",
        "CREATE INDEX nb_tasks_open ON nb_tasks (state, account) WHERE state <> 'Succeeded'",
    ];
}
