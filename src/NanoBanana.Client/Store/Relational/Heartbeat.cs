namespace NanoBanana.Client.Store.Relational;

/// <summary>Shows the others that this process is alive while it holds claims, and tries again what waits. It runs on the pool's timer.</summary>
internal sealed class Heartbeat(StoreOptions options, Func<bool, Task<bool>> beat) : IDisposable
{
    private readonly object _lock = new();
    private ITimer? _timer;
    private int _held;
    private int _changes;
    private int _running;

    /// <summary>A claim was taken.</summary>
    public void Hold() => Change(1);

    /// <summary>A claim has landed.</summary>
    public void LetGo() => Change(-1);

    /// <summary>Something waits for the store.</summary>
    public void Wake() => Change(0, start: true);

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_lock)
        {
            _timer?.Dispose();
            _timer = null;
        }
    }

    private void Change(int by, bool start = false)
    {
        lock (_lock)
        {
            _held = Math.Max(0, _held + by);
            _changes++;
            if (_timer is null && (_held > 0 || start))
            {
                var every = TimeSpan.FromTicks(options.Lease.Ticks / 5);
                _timer = TimeProvider.System.CreateTimer(static state => ((Heartbeat)state!).Tick(), this, every, every);
            }
        }
    }

    private void Tick()
    {
        if (Interlocked.Exchange(ref _running, 1) == 0)
        {
            _ = TickAsync();
        }
    }

    private async Task TickAsync()
    {
        try
        {
            var changes = Volatile.Read(ref _changes);
            if (!await beat(Volatile.Read(ref _held) > 0).ConfigureAwait(false))
            {
                Rest(changes);
            }
        }
        catch (Exception error) when (error is NanoBananaException or System.Data.Common.DbException or InvalidOperationException or IOException)
        {
            // the next one tries again; a lease that runs out meanwhile costs a wait, never money
        }
        finally
        {
            Volatile.Write(ref _running, 0);
        }
    }

    // unless a claim is held, or came or began to wait while the beat looked
    private void Rest(int changes)
    {
        lock (_lock)
        {
            if (_held == 0 && _changes == changes)
            {
                Dispose();
            }
        }
    }
}
