namespace NanoBanana.Client.Uploads;

/// <summary>Cancels an upload without progress: no byte was taken and no answer came for <see cref="Longest"/>. A slow one continues.</summary>
internal sealed class StallGuard : IDisposable
{
    /// <summary>How long an upload may make no progress.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(100);

    // not disposed: the timer may fire while the guard goes, and it holds nothing
    private readonly CancellationTokenSource _stalled = new();
    private readonly CancellationTokenSource _either;
    private readonly ITimer _timer;

    public StallGuard(TimeProvider time, CancellationToken cancellationToken)
    {
        _either = CancellationTokenSource.CreateLinkedTokenSource(_stalled.Token, cancellationToken);
        _timer = time.CreateTimer(_ => _stalled.Cancel(), state: null, Longest, Timeout.InfiniteTimeSpan);
    }

    public CancellationToken Token => _either.Token;

    public bool HasStalled => _stalled.IsCancellationRequested;

    /// <summary>Reports progress: the time starts again.</summary>
    public void Moved() => _timer.Change(Longest, Timeout.InfiniteTimeSpan);

    public void Dispose()
    {
        _timer.Dispose();
        _either.Dispose();
    }
}
