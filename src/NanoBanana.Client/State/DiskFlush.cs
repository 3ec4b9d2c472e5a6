using NanoBanana.Client.Submitting;

namespace NanoBanana.Client.State;

/// <summary>
/// Brings files to the disk itself. That blocks, so a few dedicated threads do it: those of the pool receive meanwhile, and a
/// new thread for each file takes longer than the checksum of an image. A thread without work sleeps; to spin for the next file would
/// take longer than the flush.
/// </summary>
internal static class DiskFlush
{
    private const int Threads = 8;

    private static readonly Lazy<Queue<(FileStream File, TaskCompletionSource<bool> Done)>> Waiting = new(Start);

    public static Task OfAsync(FileStream file)
    {
        var done = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        var waiting = Waiting.Value;
        lock (waiting)
        {
            waiting.Enqueue((file, done));
            Monitor.Pulse(waiting);
        }

        return done.Task;
    }

    private static Queue<(FileStream, TaskCompletionSource<bool>)> Start()
    {
        var waiting = new Queue<(FileStream, TaskCompletionSource<bool>)>();
        for (var i = 0; i < Threads; i++)
        {
            new Thread(() => Run(waiting)) { IsBackground = true, Name = "NanoBanana flush" }.Start();
        }

        return waiting;
    }

    private static void Run(Queue<(FileStream, TaskCompletionSource<bool>)> waiting)
    {
        while (true)
        {
            var (file, done) = Next(waiting);
            try
            {
                file.Flush(flushToDisk: true);
                done.SetResult(true);
            }
            catch (Exception error)
            {
                done.SetException(error);
            }
        }
    }

    private static (FileStream File, TaskCompletionSource<bool> Done) Next(Queue<(FileStream, TaskCompletionSource<bool>)> waiting)
    {
        lock (waiting)
        {
            while (waiting.Count == 0)
            {
                Monitor.Wait(waiting);
            }

            return waiting.Dequeue();
        }
    }
}
