namespace NanoBanana.Emulation.Tasks;

/// <summary>
/// The way of a task that goes backwards, query by query: running, waiting, then the truth, and once more running after
/// the first success that was shown.
/// </summary>
internal sealed class BackwardsSteps
{
    private readonly object _gate = new();
    private int _queries;
    private bool _hasShownSuccess;
    private bool _isDone;

    /// <summary>The phase to show instead of the true one; null for the true one. Each call counts.</summary>
    public TaskPhase? Next(bool hasSucceeded)
    {
        lock (_gate)
        {
            if (_queries < 2)
            {
                return _queries++ == 0 ? TaskPhase.Running : TaskPhase.Waiting;
            }

            if (_isDone || !hasSucceeded)
            {
                return null;
            }

            _isDone = _hasShownSuccess;
            _hasShownSuccess = true;
            return _isDone ? TaskPhase.Running : null;
        }
    }
}
