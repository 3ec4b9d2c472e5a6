using System.Data.Common;

namespace NanoBanana.Benchmarks.Intents;

/// <summary>The least that a database needs for the same steps: one row, changed three times, found by its key; steps that wait at the same time share a transaction.</summary>
internal sealed class BareIntents : IIntentLog
{
    private static readonly string[] Updates =
    [
        "UPDATE bare SET state = 'Sending' WHERE intent = @intent",
        "UPDATE bare SET state = 'Pending', gateway_id = @intent WHERE intent = @intent",
        "UPDATE bare SET state = 'Succeeded' WHERE intent = @intent",
    ];

    private readonly DbConnection _connection;
    private readonly Dictionary<string, DbCommand> _commands = new(StringComparer.Ordinal);
    private readonly GroupedWriter<(string Sql, string Intent)> _writer;

    public BareIntents(DbConnection connection, params string[] settings)
    {
        _connection = connection;
        _connection.Open();
        foreach (var setting in settings)
        {
            CommandOf(setting).ExecuteNonQuery();
        }

        CommandOf("CREATE TABLE IF NOT EXISTS bare (intent TEXT PRIMARY KEY, state TEXT NOT NULL, request TEXT NOT NULL, prompt TEXT NOT NULL, gateway_id TEXT)").ExecuteNonQuery();
        _writer = new GroupedWriter<(string Sql, string Intent)>(WriteAsync);
    }

    /// <inheritdoc/>
    public async Task RunAsync(int number)
    {
        var intent = Guid.NewGuid().ToString("N");
        await _writer.WriteAsync(($"INSERT INTO bare (intent, state, request, prompt) VALUES (@intent, 'Claimed', '{Request.Json}', '{Request.Prompt}')", intent));
        foreach (var update in Updates)
        {
            await _writer.WriteAsync((update, intent));
        }
    }

    public void Dispose()
    {
        _writer.Dispose();
        _connection.Dispose();
    }

    private async Task WriteAsync(IReadOnlyList<(string Sql, string Intent)> steps)
    {
        await CommandOf("BEGIN").ExecuteNonQueryAsync();
        foreach (var (sql, intent) in steps)
        {
            var command = CommandOf(sql);
            command.Parameters[0].Value = intent;
            await command.ExecuteNonQueryAsync();
        }

        await CommandOf("COMMIT").ExecuteNonQueryAsync();
    }

    private DbCommand CommandOf(string sql)
    {
        if (!_commands.TryGetValue(sql, out var command))
        {
            command = _connection.CreateCommand();
            command.CommandText = sql;
            if (sql.Contains('@', StringComparison.Ordinal))
            {
                var parameter = command.CreateParameter();
                parameter.ParameterName = "intent";
                command.Parameters.Add(parameter);
            }

            _commands[sql] = command;
        }

        return command;
    }
}
