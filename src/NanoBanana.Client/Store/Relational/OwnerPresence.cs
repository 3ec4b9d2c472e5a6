namespace NanoBanana.Client.Store.Relational;

/// <summary>
/// Writes that this process is alive, and what it submits for: only if what it wrote before is about to be out of date. Used by one
/// writer at a time, within its transaction.
/// </summary>
internal sealed class OwnerPresence(ThisProcess self, TimeSpan lease)
{
    /// <summary>Milliseconds; others look back over many seconds.</summary>
    private const long FreshFor = 1000;

    private readonly Dictionary<string, long> _submits = new(StringComparer.Ordinal);
    private long? _beat;
    private int _generation;

    /// <summary>The last transaction failed, so that what was written is not there.</summary>
    public void Forget()
    {
        _beat = null;
        _submits.Clear();
    }

    /// <summary>Gives a sign of life, eight times per lease at most.</summary>
    /// <param name="session">The transaction.</param>
    /// <param name="now">The database's clock.</param>
    /// <param name="generation">Another one: the store may have been replaced.</param>
    public async Task BeatAsync(Session session, long now, int generation)
    {
        ForgetOther(generation);
        if (!(now - _beat < lease.TotalMilliseconds / 8))
        {
            await OwnerTable.BeatAsync(session, self, lease, now).ConfigureAwait(false);
            _beat = now;
        }
    }

    /// <summary>Remembers that this process claims or submits for accounts, to the second.</summary>
    /// <param name="session">The transaction.</param>
    /// <param name="accounts">The accounts, in order.</param>
    /// <param name="now">The database's clock.</param>
    /// <param name="generation">Another one: the store may have been replaced.</param>
    public async Task SubmittedAsync(Session session, IEnumerable<string> accounts, long now, int generation)
    {
        ForgetOther(generation);
        foreach (var account in accounts)
        {
            // also if the clock went back
            if (!(_submits.TryGetValue(account, out var at) && now - at is >= 0 and < FreshFor))
            {
                await OwnerTable.SubmittedAsync(session, account, self.Owner, now).ConfigureAwait(false);
                _submits[account] = now;
            }
        }
    }

    private void ForgetOther(int generation)
    {
        if (generation != _generation)
        {
            Forget();
            _generation = generation;
        }
    }
}
