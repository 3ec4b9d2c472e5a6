using System.Globalization;

namespace NanoBanana.Client.Store.Relational;

/// <summary>Makes SQL of a filter: constants as text, values as parameters.</summary>
internal sealed class TaskSelect
{
    private readonly List<string> _where = [];
    private readonly List<(string Name, object? Value)> _values = [];

    public TaskSelect(TaskFilter filter)
    {
        In("intent", filter.IntentIds);

        // concatenated: SQLite would put a single id into LOWER(gateway_id), and read all rows
        In("gateway_id || ''", filter.GatewayIds);
        In("LOWER(gateway_id)", filter.GatewayIds?.Select(LowerAscii).ToList());
        In("work_key", filter.WorkKeys);
        In("state", filter.States);
        If(filter.States?.Contains(TaskStates.Succeeded, StringComparer.Ordinal) is false, OpenTasks.Indexed);
        In("batch", filter.Batches);
        In("LOWER(provider)", filter.Providers?.Select(Lower).ToList());
        Of(filter.Profiles?.Select(Lower).ToList(), filter.Accounts);
        Begins("gateway_id", filter.GatewayIdPrefix);
        Begins("LOWER(gateway_id)", filter.GatewayIdPrefix is { } id ? LowerAscii(id) : null);
        Begins("intent", filter.IntentIdPrefix);
        Like(filter.IdPatterns, "LOWER(gateway_id)", "intent");
        Like(filter.PromptPatterns, "LOWER(prompt)");
        Reviewed(filter.Reviews);
        If(filter.Pending, OpenTasks.Pending);
        If(filter.Unsaved, "unsaved = 1");
        If(filter.Retakes, "take_of IS NOT NULL");
        If(filter.Emulators is EmulatorScope.None, "scope = ''");
        If(filter.Emulators is EmulatorScope.Only && filter.Emulator is null, "scope <> ''");
        With(filter.Emulators is EmulatorScope.Only ? filter.Emulator : null, "scope = @scope", "scope");
        With(Times.Of(filter.Since), "created_at >= @since", "since");
        With(filter.Checksum is { } sum ? unchecked((long)sum) : null, "intent IN (SELECT f.intent FROM nb_files f WHERE f.checksum = @sum)", "sum");
        IsDescending = filter.NewestFirst || filter.Last is not null;
    }

    /// <summary>Newest first.</summary>
    public bool IsDescending { get; }

    /// <summary>One page.</summary>
    /// <param name="after">The last row of the page before; null for the first page.</param>
    /// <param name="most">How many rows at most.</param>
    public (string Sql, (string Name, object? Value)[] Values) Page(StoredTask? after, int most)
    {
        var where = new List<string>(_where);
        var values = new List<(string, object?)>(_values);
        if (after is not null)
        {
            where.Add(IsDescending ? "seq < @after" : "seq > @after");
            values.Add(("after", after.Sequence));
        }

        var order = IsDescending ? "DESC" : "ASC";
        var condition = where.Count == 0 ? string.Empty : " WHERE " + string.Join(" AND ", where);
        var limit = most.ToString(CultureInfo.InvariantCulture);
        return ($"SELECT {TaskRow.Names} FROM nb_tasks{condition} ORDER BY seq {order} LIMIT {limit}", [.. values]);
    }

    // as LOWER changes text that is compared byte by byte
    private static string LowerAscii(string text) => string.Concat(text.Select(letter => letter < 0x80 ? char.ToLowerInvariant(letter) : letter));

    private static string Lower(string text) => text.ToLowerInvariant();

    // a task keeps the name that its profile had then, and its account
    private void Of(IReadOnlyList<string>? profiles, IReadOnlyList<string>? accounts)
    {
        In("LOWER(profile)", profiles);
        In("account", accounts);
        if (profiles is not null && accounts is not null)
        {
            var either = $"({_where[_where.Count - 2]} OR {_where[_where.Count - 1]})";
            _where.RemoveRange(_where.Count - 2, 2);
            _where.Add(either);
        }
    }

    private void In(string column, IReadOnlyList<string>? values)
    {
        if (values is null)
        {
            return;
        }

        var prefix = "p" + _values.Count.ToString(CultureInfo.InvariantCulture) + "x";
        _where.Add(values.Count == 0 ? "1 = 0" : $"{column} IN ({Relational.Values.Names(values.Count, prefix)})");
        _values.AddRange(Relational.Values.Of(values, prefix));
    }

    // a range, which an index answers; LIKE would read everything
    private void Begins(string column, string? prefix)
    {
        if (prefix is { Length: > 0 })
        {
            var name = "begin" + _values.Count.ToString(CultureInfo.InvariantCulture);
            _where.Add($"{column} >= @{name}from AND {column} < @{name}to");
            _values.Add((name + "from", prefix));
            _values.Add((name + "to", prefix + "\U0010FFFF"));
        }
    }

    private void Like(IReadOnlyList<string>? wildcards, params string[] columns)
    {
        if (wildcards is null)
        {
            return;
        }

        var any = new List<string>();
        foreach (var pattern in wildcards.Select(LikePattern.Of))
        {
            var name = "like" + _values.Count.ToString(CultureInfo.InvariantCulture);
            var range = pattern.Prefix.Length > 0;
            any.AddRange(columns.Select(column => (range ? $"{column} >= @{name}from AND {column} < @{name}to AND " : string.Empty) + $"{column} LIKE @{name} ESCAPE '\\'"));
            _values.Add((name, pattern.Like));
            if (range)
            {
                _values.Add((name + "from", pattern.Prefix));
                _values.Add((name + "to", pattern.Prefix + "\U0010FFFF"));
            }
        }

        _where.Add(any.Count == 0 ? "1 = 0" : "(" + string.Join(" OR ", any.Select(each => $"({each})")) + ")");
    }

    private void Reviewed(IReadOnlyList<string>? reviews)
    {
        if (reviews is null)
        {
            return;
        }

        var any = new List<string>();
        if (reviews.Contains(ReviewDecisions.Open, StringComparer.OrdinalIgnoreCase))
        {
            any.Add("(state = 'Succeeded' AND review IS NULL)");
        }

        foreach (var decision in new[] { ReviewDecisions.Approved, ReviewDecisions.Rejected }.Where(decision => reviews.Contains(decision, StringComparer.OrdinalIgnoreCase)))
        {
            any.Add($"(review IS NOT NULL AND review = '{decision}')");
        }

        _where.Add(any.Count == 0 ? "1 = 0" : "(" + string.Join(" OR ", any) + ")");
    }

    private void If(bool condition, string text)
    {
        if (condition)
        {
            _where.Add(text);
        }
    }

    private void With(object? value, string text, string name)
    {
        if (value is not null)
        {
            _where.Add(text);
            _values.Add((name, value));
        }
    }
}
