using NanoBanana.Emulation.Tasks;

namespace NanoBanana.Emulation.Ledger;

/// <summary>
/// Who was charged for what. A charge is written when a task is accepted and marked as refunded once it is certain
/// that the task fails, so that a double charge stays visible and a failure costs nothing.
/// </summary>
internal sealed class ChargeLedger
{
    /// <summary>What each provider's account holds at the start, in its own unit.</summary>
    public const decimal StartBalance = 1_000_000m;

    private readonly object _gate = new();
    private readonly List<ChargeRecord> _records = [];
    private readonly Dictionary<string, List<int>> _places = new(StringComparer.Ordinal);
    private readonly Dictionary<string, decimal> _balances = new(StringComparer.Ordinal);
    private int _standing;

    public IReadOnlyList<ChargeRecord> Records
    {
        get
        {
            lock (_gate)
            {
                return [.. _records];
            }
        }
    }

    /// <summary>The number of charges that stand.</summary>
    public int Count => Volatile.Read(ref _standing);

    public decimal Balance(string provider)
    {
        lock (_gate)
        {
            return BalanceOf(provider);
        }
    }

    public void SetBalance(string provider, decimal amount)
    {
        lock (_gate)
        {
            _balances[provider] = amount;
        }
    }

    /// <summary>Charges a task, unless the balance does not cover it.</summary>
    public bool TryCharge(TaskOrder order, decimal amount, DateTimeOffset when)
    {
        lock (_gate)
        {
            if (BalanceOf(order.Provider) < amount)
            {
                return false;
            }

            if (!_places.TryGetValue(order.Id, out var places))
            {
                places = [];
                _places.Add(order.Id, places);
            }

            places.Add(_records.Count);
            _records.Add(new ChargeRecord(order.Provider, order.Id, amount, order.Unit, when, order.Prompt, Refunded: false)
            {
                RequestId = order.Request.Headers["X-Request-ID"],
                BodySha256 = order.Request.BodySha256(),
            });
            _balances[order.Provider] = BalanceOf(order.Provider) - amount;
            _standing++;
            return true;
        }
    }

    /// <summary>Takes a charge back; a second time changes nothing.</summary>
    public void Refund(string taskId) => Change(taskId, record => record with { Refunded = true });

    /// <summary>Replaces the amount that was reserved, once the size of the result is known.</summary>
    public void Settle(string taskId, decimal amount) => Change(taskId, record => record with { Amount = amount });

    public void Clear()
    {
        lock (_gate)
        {
            _records.Clear();
            _places.Clear();
            _balances.Clear();
            _standing = 0;
        }
    }

    private void Change(string taskId, Func<ChargeRecord, ChargeRecord> change)
    {
        lock (_gate)
        {
            if (!_places.TryGetValue(taskId, out var places))
            {
                return;
            }

            foreach (var place in places.Where(place => !_records[place].Refunded))
            {
                var before = _records[place];
                var after = change(before);
                _records[place] = after;
                _balances[before.Provider] = BalanceOf(before.Provider) + before.Amount - (after.Refunded ? 0 : after.Amount);
                _standing -= after.Refunded ? 1 : 0;
            }
        }
    }

    private decimal BalanceOf(string provider) => _balances.TryGetValue(provider, out var balance) ? balance : StartBalance;
}
