using System.Diagnostics;
using NanoBanana.Fuzz.Mutating;

namespace NanoBanana.Fuzz.Running;

/// <summary>
/// Gives a target its inputs, one after the other. An input is made of seed, target and index alone, so that each can be made
/// again. Found are: exceptions that the target does not allow, inputs that take too long, and those that take too much memory.
/// </summary>
internal sealed class FuzzRunner(FuzzTarget target, int seed, RunLimits limits)
{
    private readonly Figures _figures = new(target.Name);
    private readonly long _heap = GC.GetTotalMemory(forceFullCollection: true);
    private long _startedAt;
    private int _index;

    /// <summary>Runs inputs 0 to <paramref name="inputs"/> - 1.</summary>
    public Task<Figures> RunAsync(int inputs) => RunAsync(Enumerable.Range(0, inputs));

    /// <summary>Runs one input.</summary>
    public Task<Figures> RunOnlyAsync(int index) => RunAsync([index]);

    public byte[] Input(int index) => Mutator.Make(target, seed, index);

    private async Task<Figures> RunAsync(IEnumerable<int> indices)
    {
        var watch = Stopwatch.StartNew();
        var loop = Task.Factory.StartNew(() => LoopAsync(indices), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap();
        while (await Task.WhenAny(loop, Task.Delay(limits.Look)) != loop)
        {
            _figures.SeeHeap(GC.GetTotalMemory(forceFullCollection: false) - _heap);
            var startedAt = Volatile.Read(ref _startedAt);
            if (startedAt != 0 && Stopwatch.GetElapsedTime(startedAt) > limits.Time)
            {
                // its thread cannot be stopped; the rest of this target is not run
                return Fail(_index, new TimeoutException($"It ran for more than {limits.Time.TotalSeconds:0.#} seconds."), watch.Elapsed);
            }
        }

        await loop;
        _figures.SeeHeap(GC.GetTotalMemory(forceFullCollection: false) - _heap);
        _figures.Elapsed = watch.Elapsed;
        return _figures;
    }

    private async Task LoopAsync(IEnumerable<int> indices)
    {
        foreach (var index in indices)
        {
            var input = Input(index);
            var before = GC.GetTotalAllocatedBytes();
            _index = index;
            Volatile.Write(ref _startedAt, Stopwatch.GetTimestamp());
            try
            {
                _figures.Count(await target.Parse(input));
            }
            catch (Exception error) when (target.Allows(error))
            {
                _figures.Count(accepted: false);
            }
            catch (Exception error)
            {
                _figures.Fail(index, input, error);
            }

            _figures.SeeTime(Stopwatch.GetElapsedTime(_startedAt));
            Volatile.Write(ref _startedAt, 0);
            var taken = GC.GetTotalAllocatedBytes() - before;
            _figures.SeeInput(taken);
            if (taken > limits.Bytes)
            {
                _figures.Fail(index, input, new InsufficientMemoryException($"It took {taken >> 20:N0} MB."));
            }
        }
    }

    private Figures Fail(int index, Exception error, TimeSpan elapsed)
    {
        _figures.Fail(index, Input(index), error);
        _figures.Elapsed = elapsed;
        return _figures;
    }
}
