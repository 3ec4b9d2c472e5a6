using System.Threading.Channels;

namespace NanoBanana.Benchmarks.Intents;

/// <summary>Writes in one go what waits at the same time.</summary>
internal sealed class GroupedWriter<T> : IDisposable
{
    private readonly Channel<(T Step, TaskCompletionSource Done)> _waiting = Channel.CreateUnbounded<(T Step, TaskCompletionSource Done)>();

    /// <param name="write">Writes steps durably.</param>
    public GroupedWriter(Func<IReadOnlyList<T>, Task> write) => _ = Task.Run(() => RunAsync(write));

    /// <summary>Returns once it is written.</summary>
    public Task WriteAsync(T step)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting.Writer.TryWrite((step, done));
        return done.Task;
    }

    public void Dispose() => _waiting.Writer.Complete();

    private async Task RunAsync(Func<IReadOnlyList<T>, Task> write)
    {
        while (await _waiting.Reader.WaitToReadAsync())
        {
            var group = new List<(T Step, TaskCompletionSource Done)>();
            while (_waiting.Reader.TryRead(out var next))
            {
                group.Add(next);
            }

            try
            {
                await write([.. group.Select(each => each.Step)]);
                group.ForEach(each => each.Done.SetResult());
            }
            catch (Exception error)
            {
                group.ForEach(each => each.Done.SetException(error));
            }
        }
    }
}
