namespace NanoBanana.Client.Store.Relational;

/// <summary>One transaction that several writes share: its clock, the sums that its caps look at, and the spending that it adds.</summary>
internal sealed class WriteGroup(Session session, StoreFacts facts, ThisProcess self, long now, string rowLock)
{
    private readonly Dictionary<SpendingKey, SpendingLine> _added = [];
    private readonly Dictionary<(string Scope, string Account, int Since), List<SpendingLine>> _sums = [];
    private HashSet<string> _alive = [];

    public Session Session => session;

    public ThisProcess Self => self;

    /// <summary>The end of a SELECT whose rows are going to be changed.</summary>
    public string RowLock => rowLock;

    /// <summary>See <see cref="StoreFacts"/>.</summary>
    public bool HasImports => facts.HasImports;

    /// <summary>The database's clock when the transaction began, in milliseconds since 1970.</summary>
    public long Now => now;

    /// <summary>Today, in the store's time zone.</summary>
    public int Today { get; } = Days.Of(Times.ToTime(now), facts.TimeZone);

    /// <summary>The accounts that this process submits for.</summary>
    public SortedSet<string> Submits { get; } = new(StringComparer.Ordinal);

    /// <summary>Adds what a task comes to, or takes back what it came to (sign -1).</summary>
    public void Spend(TaskMoney money, int sign)
    {
        foreach (var line in ChargeRules.Lines(money.Charge, money.HasEnded, money.Price))
        {
            var key = new SpendingKey(money.Scope, money.Account, money.Day, money.Provider, money.Model, line.Unit);
            _added.TryGetValue(key, out var sum);
            _added[key] = Sum(sum with { Unit = line.Unit }, line, sign);
            foreach (var sums in _sums.Where(each => each.Key.Scope == money.Scope && each.Key.Account == money.Account && each.Key.Since <= money.Day))
            {
                sums.Value.Add(Sum(new SpendingLine(line.Unit, 0, 0, 0, 0, 0), line, sign));
            }
        }
    }

    /// <summary>What an account spent since a day, with what this transaction added.</summary>
    public async Task<IReadOnlyList<SpendingLine>> SumsAsync(string scope, string account, int since)
    {
        if (!_sums.TryGetValue((scope, account, since), out var sums))
        {
            sums = await SpendingTable.SumsAsync(session, scope, account, since).ConfigureAwait(false);
            sums.AddRange(_added.Where(each => each.Key.Scope == scope && each.Key.Account == account && each.Key.Day >= since).Select(each => each.Value));
            _sums[(scope, account, since)] = sums;
        }

        return sums;
    }

    /// <summary>True if an owner gave a sign of life within its lease, and is not a process of this machine that has ended.</summary>
    public async Task<bool> IsAliveAsync(string? owner)
    {
        if (owner is null)
        {
            return false;
        }

        // an owner that started after the last query is not known yet: no owner counts as gone by an old answer
        if (!_alive.Contains(owner))
        {
            _alive = await OwnerTable.AliveAsync(session, self, now).ConfigureAwait(false);
        }

        return _alive.Contains(owner);
    }

    /// <summary>Writes the spending; the last thing before the commit.</summary>
    public async Task FlushAsync()
    {
        foreach (var (key, line) in _added.OrderBy(each => each.Key.Order, StringComparer.Ordinal).Select(each => (each.Key, each.Value)))
        {
            await SpendingTable.AddAsync(session, key, line).ConfigureAwait(false);
        }
    }

    private static SpendingLine Sum(SpendingLine sum, SpendingLine line, int sign) => new(
        line.Unit,
        sum.Spent + (sign * line.Spent),
        sum.Reserved + (sign * line.Reserved),
        sum.Unknown + (sign * line.Unknown),
        sum.Held + (sign * line.Held),
        sum.Tasks + (sign * line.Tasks));
}
