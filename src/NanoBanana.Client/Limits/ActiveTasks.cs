using NanoBanana.Client.Durations;
using NanoBanana.Client.Http;

namespace NanoBanana.Client.Limits;

/// <summary>
/// The tasks of one account that have not ended, if the gateway limits their number: those of this process, and those of others that
/// the store has.
/// A submit that waits for room queries them itself, unless a watch does so already: without a watch it would never continue.
/// </summary>
internal sealed class ActiveTasks(TimeProvider time)
{
    /// <summary>The gateway gives a task up after ten minutes (408, docs.kie.ai, get-task-detail).</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(15);

    /// <summary>What other processes do is seen in the store, and is not signalled.</summary>
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan LeastGrace = TimeSpan.FromSeconds(0.1);

    private readonly object _lock = new();
    private readonly Dictionary<string, Active> _tasks = new(StringComparer.Ordinal);
    private readonly HashSet<string> _givenUp = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _turn = new(1, 1);
    private TaskCompletionSource<bool> _changed = NewSignal();
    private int _entering;
    private int _enteringElsewhere;
    private int _waiting;

    /// <summary>Most tasks at once; null: no limit, and nothing is kept.</summary>
    public int? Limit { get; set; }

    /// <summary>True while a submit waits for a task to end.</summary>
    public bool IsFull => Volatile.Read(ref _waiting) > 0;

    /// <summary>Waits until there is room for one more task, in the order of asking.</summary>
    /// <param name="query">Asks for a task; its result is reported to <see cref="Seen"/>.</param>
    /// <param name="model">When a task is likely to end.</param>
    /// <param name="elsewhere">The tasks of other processes that have not ended; without an id while they are submitted.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task<Slot> EnterAsync(Func<ImageTask, CancellationToken, Task<ImageTask>> query, Func<ImageTask, DurationModel> model, Func<Task<IReadOnlyList<ImageTask>>> elsewhere, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            while (true)
            {
                await LookAsync(elsewhere).ConfigureAwait(false);
                if (TryEnter(out var changed))
                {
                    return new Slot(this);
                }

                Interlocked.Increment(ref _waiting);
                try
                {
                    await AskAsync(changed, query, model, cancellationToken).ConfigureAwait(false);
                }
                finally
                {
                    Interlocked.Decrement(ref _waiting);
                }
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>True if another process was faster since room was found: then it must be waited for again.</summary>
    /// <param name="elsewhere">See <see cref="EnterAsync"/>.</param>
    public async Task<bool> IsOverAsync(Func<Task<IReadOnlyList<ImageTask>>> elsewhere)
    {
        await LookAsync(elsewhere).ConfigureAwait(false);
        lock (_lock)
        {
            return Count > Limit;
        }
    }

    /// <summary>Records the result of a query of a task, by any caller.</summary>
    public void Seen(ImageTask task)
    {
        lock (_lock)
        {
            if (task.Id is null || !_tasks.TryGetValue(task.Id, out var active))
            {
                return;
            }

            active.AskedAt = time.GetTimestamp();
            active.Failures = 0;
            if (!task.HasEnded())
            {
                return;
            }

            _tasks.Remove(task.Id);
        }

        Changed();
    }

    private static TaskCompletionSource<bool> NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private int Count => _tasks.Count + _entering + _enteringElsewhere;

    private async Task LookAsync(Func<Task<IReadOnlyList<ImageTask>>> elsewhere)
    {
        if (Limit is null)
        {
            return;
        }

        var tasks = await elsewhere().ConfigureAwait(false);
        var ids = new HashSet<string>(tasks.Select(task => task.Id).OfType<string>(), StringComparer.Ordinal);
        lock (_lock)
        {
            _givenUp.IntersectWith(ids);
            foreach (var ended in _tasks.Values.Where(each => each.IsElsewhere && !ids.Contains(each.Task.Id!)).ToList())
            {
                _tasks.Remove(ended.Task.Id!);
            }

            foreach (var task in tasks.Where(task => task.Id is { } id && !_tasks.ContainsKey(id) && !_givenUp.Contains(id)))
            {
                var age = time.GetUtcNow() - task.SubmittedAt ?? TimeSpan.Zero;
                _tasks[task.Id!] = new Active(task, time.GetTimestamp() - (long)(Math.Max(0, age.TotalSeconds) * time.TimestampFrequency), isElsewhere: true);
            }

            _enteringElsewhere = tasks.Count(task => task.Id is null);
        }
    }

    private bool TryEnter(out Task changed)
    {
        lock (_lock)
        {
            foreach (var old in _tasks.Values.Where(each => time.GetElapsedTime(each.Since) > Longest).ToList())
            {
                _tasks.Remove(old.Task.Id!);
            }

            changed = _changed.Task;
            var hasRoom = !(Count >= Limit);
            _entering += hasRoom ? 1 : 0;
            return hasRoom;
        }
    }

    private async Task AskAsync(Task changed, Func<ImageTask, CancellationToken, Task<ImageTask>> query, Func<ImageTask, DurationModel> model, CancellationToken cancellationToken)
    {
        var (next, wait) = Next(model);
        if (IsSharedNow() && (next is null || wait > BetweenLooks))
        {
            wait = BetweenLooks;
        }

        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAny(changed, time.Delay(wait, enough.Token)).ConfigureAwait(false);
        enough.Cancel();
        cancellationToken.ThrowIfCancellationRequested();

        // a watch may have asked for it meanwhile: then the next turn finds another time
        if (next is null || changed.IsCompleted || Next(model) is var (again, left) && (again != next || left > TimeSpan.Zero))
        {
            return;
        }

        try
        {
            await query(next.Task, cancellationToken).ConfigureAwait(false);
        }
        catch (NanoBananaException error)
        {
            Failed(next, error);
        }
    }

    private bool IsSharedNow()
    {
        lock (_lock)
        {
            return _enteringElsewhere > 0 || _tasks.Values.Any(each => each.IsElsewhere);
        }
    }

    /// <summary>The task that is asked for next, and the time until then, a little after a watch would ask.</summary>
    private (Active? Task, TimeSpan Wait) Next(Func<ImageTask, DurationModel> model)
    {
        lock (_lock)
        {
            var next = _tasks.Values.Select(each => (Task: each, Wait: Wait(each, model))).OrderBy(each => each.Wait).FirstOrDefault();
            return next.Task is null ? (null, Timeout.InfiniteTimeSpan) : next;
        }
    }

    private TimeSpan Wait(Active each, Func<ImageTask, DurationModel> model)
    {
        var alive = each.AskedAt is { } asked ? time.GetElapsedTime(each.Since, asked) : TimeSpan.Zero;
        var due = model(each.Task).NextAfter(alive, DurationModel.UsualRequestCost);

        // who made it asks for it first
        var grace = TimeSpan.FromTicks((due - alive).Ticks / (each.IsElsewhere ? 1 : 4));
        var backoff = each.Failures == 0 ? TimeSpan.Zero : Backoff.Wait(TimeSpan.FromSeconds(1), each.Failures - 1, asked: null, random: 0);
        var wait = due + (grace > LeastGrace ? grace : LeastGrace) + backoff - time.GetElapsedTime(each.Since);
        return wait > TimeSpan.Zero ? TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds)) : TimeSpan.Zero;
    }

    private void Failed(Active active, NanoBananaException error)
    {
        lock (_lock)
        {
            active.AskedAt = time.GetTimestamp();
            active.Failures++;
            if (!error.MayPass)
            {
                _tasks.Remove(active.Task.Id!);
                _givenUp.Add(active.Task.Id!);
            }
        }
    }

    private void Leave(ImageTask? accepted)
    {
        lock (_lock)
        {
            _entering--;
            if (Limit is not null && accepted is { Id: { } id } && !accepted.HasEnded())
            {
                _tasks[id] = new Active(accepted, time.GetTimestamp(), isElsewhere: false);
            }
        }

        Changed();
    }

    private void Changed() => Interlocked.Exchange(ref _changed, NewSignal()).TrySetResult(true);

    /// <summary>Room for one task, from before its submit; it is free again unless the task was accepted.</summary>
    internal sealed class Slot(ActiveTasks owner) : IDisposable
    {
        private ImageTask? _accepted;
        private bool _left;

        public void Accepted(ImageTask task) => _accepted = task;

        public void Dispose()
        {
            if (!_left)
            {
                _left = true;
                owner.Leave(_accepted);
            }
        }
    }

    private sealed class Active(ImageTask task, long since, bool isElsewhere)
    {
        public ImageTask Task { get; } = task;

        public bool IsElsewhere { get; } = isElsewhere;

        public long Since { get; } = since;

        public long? AskedAt { get; set; }

        public int Failures { get; set; }
    }
}
