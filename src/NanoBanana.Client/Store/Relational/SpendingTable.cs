using System.Data.Common;

namespace NanoBanana.Client.Store.Relational;

/// <summary>What accounts spent, by day, model and unit: kept as sums, so that asking does not depend on how many tasks there are.</summary>
internal static class SpendingTable
{
    public static Task<int> AddAsync(Session session, SpendingKey key, SpendingLine line) => session.ExecuteAsync(
        """
        INSERT INTO nb_spending (scope, account, day, provider, model, unit, spent, reserved, unknown, held, tasks)
        VALUES (@scope, @account, @day, @provider, @model, @unit, @spent, @reserved, @unknown, @held, @tasks)
        ON CONFLICT (scope, account, day, provider, model, unit) DO UPDATE SET
            spent = nb_spending.spent + excluded.spent, reserved = nb_spending.reserved + excluded.reserved,
            unknown = nb_spending.unknown + excluded.unknown, held = nb_spending.held + excluded.held, tasks = nb_spending.tasks + excluded.tasks
        """,
        ("scope", key.Scope),
        ("account", key.Account),
        ("day", key.Day),
        ("provider", key.Provider),
        ("model", key.Model),
        ("unit", key.Unit),
        ("spent", Micro.Of(line.Spent)),
        ("reserved", Micro.Of(line.Reserved)),
        ("unknown", Micro.Of(line.Unknown)),
        ("held", Micro.Of(line.Held)),
        ("tasks", (long)line.Tasks));

    public static Task<List<SpendingLine>> SumsAsync(Session session, string scope, string account, int since) => session.QueryAsync(
        """
        SELECT unit, SUM(spent), SUM(reserved), SUM(unknown), SUM(held), SUM(tasks)
        FROM nb_spending WHERE scope = @scope AND account = @account AND day >= @since GROUP BY unit
        """,
        static row => new SpendingLine(row.GetString(0), Amount(row, 1), Amount(row, 2), Amount(row, 3), Amount(row, 4), row.Count(5)),
        ("scope", scope),
        ("account", account),
        ("since", since));

    public static Task<List<SpendingRow>> RowsAsync(Session session, int since, EmulatorScope emulators) => session.QueryAsync(
        """
        SELECT s.day, s.account, COALESCE(MAX(a.name), s.account), s.provider, s.model, s.unit, SUM(s.spent), SUM(s.reserved), SUM(s.unknown), SUM(s.tasks)
        FROM nb_spending s LEFT JOIN nb_accounts a ON a.account = s.account
        WHERE s.day >= @since AND ((s.scope = '' AND @real = 1) OR (s.scope <> '' AND @emulated = 1))
        GROUP BY s.day, s.account, s.provider, s.model, s.unit HAVING SUM(s.tasks) <> 0
        ORDER BY s.day, s.account, s.provider, s.model, s.unit
        """,
        static row => new SpendingRow
        {
            Day = Days.ToDay(row.Count(0)),
            Account = row.GetString(1),
            Name = row.GetString(2),
            Provider = row.GetString(3),
            Model = row.GetString(4) is { Length: > 0 } model ? model : null,
            Unit = row.GetString(5) is { Length: > 0 } unit ? unit : null,
            Spent = Amount(row, 6),
            Reserved = Amount(row, 7),
            Unknown = Amount(row, 8),
            Tasks = row.Count(9),
        },
        ("since", since),
        ("real", emulators is EmulatorScope.Only ? 0 : 1),
        ("emulated", emulators is EmulatorScope.None ? 0 : 1));

    private static decimal Amount(DbDataReader row, int column) => Micro.ToAmount(row.Number(column) ?? 0);
}
