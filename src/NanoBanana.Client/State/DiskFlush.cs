using System.Collections.Concurrent;
using NanoBanana.Client.Submitting;

namespace NanoBanana.Client.State;

/// <summary>
/// Brings files to the disk itself. That blocks, so a few dedicated threads do it: those of the pool receive meanwhile, and a
/// new thread for each file takes longer than the checksum of an image.
/// </summary>
internal static class DiskFlush
{
    private const int Threads = 8;

    private static readonly Lazy<BlockingCollection<(FileStream File, TaskCompletionSource<bool> Done)>> Waiting = new(Start);

    public static Task OfAsync(FileStream file)
    {
        var done = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        Waiting.Value.Add((file, done));
        return done.Task;
    }

    private static BlockingCollection<(FileStream, TaskCompletionSource<bool>)> Start()
    {
        var waiting = new BlockingCollection<(FileStream, TaskCompletionSource<bool>)>();
        for (var i = 0; i < Threads; i++)
        {
            new Thread(() => Run(waiting)) { IsBackground = true, Name = "NanoBanana flush" }.Start();
        }

        return waiting;
    }

    private static void Run(BlockingCollection<(FileStream File, TaskCompletionSource<bool> Done)> waiting)
    {
        foreach (var (file, done) in waiting.GetConsumingEnumerable())
        {
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
}
