using System.Collections.Concurrent;

namespace NanoBanana.PowerShell.Hosting;

/// <summary>
/// Lets the pipeline thread wait for asynchronous work while it does what only that thread may do: write warnings, verbose
/// lines and progress that the work posts from other threads. The one place of the module that blocks.
/// </summary>
internal sealed class PipelinePump
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(200);

    private readonly ConcurrentQueue<Action> _posted = new();

    // without spinning: a call over the network takes longer than any spin, and a batch waits thousands of times
    private readonly ManualResetEventSlim _signal = new(initialState: false, spinCount: 0);

    /// <summary>Hands an action to the pipeline thread; safe from any thread, never blocks.</summary>
    public void Post(Action action)
    {
        _posted.Enqueue(action);
        _signal.Set();
    }

    /// <summary>Runs what was posted so far.</summary>
    public void RunPosted()
    {
        while (_posted.TryDequeue(out var action))
        {
            action();
        }
    }

    /// <summary>Waits for the work, running what is posted meanwhile; then throws what the work threw.</summary>
    /// <param name="work">Started already.</param>
    /// <param name="cancel">Called when a posted action throws: the pipeline ends, and the work is awaited before the error is thrown.</param>
    /// <param name="tick">Called now and then meanwhile, for a progress bar; may be null.</param>
    public void Await(Task work, Action cancel, Action? tick = null)
    {
        _ = work.ContinueWith(static (_, signal) => ((ManualResetEventSlim)signal!).Set(), _signal, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        try
        {
            while (!work.IsCompleted)
            {
                _signal.Wait(tick is null ? Timeout.InfiniteTimeSpan : Tick);
                _signal.Reset();
                RunPosted();
                tick?.Invoke();
            }

            RunPosted();
        }
        catch
        {
            cancel();
            AwaitQuietly(work);
            throw;
        }

        work.GetAwaiter().GetResult();
    }

    /// <summary>Waits for work whose outcome is no longer shown; it is in the journal.</summary>
    public static void AwaitQuietly(Task work)
    {
        using var done = new ManualResetEventSlim(initialState: false, spinCount: 0);
        _ = work.ContinueWith(
            static (finished, signal) =>
            {
                _ = finished.Exception;
                ((ManualResetEventSlim)signal!).Set();
            },
            done,
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
        done.Wait();
    }
}
