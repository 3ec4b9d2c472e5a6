using System.Collections.Concurrent;

namespace NanoBanana.Emulation.Callbacks;

/// <summary>Every callback so far, and a signal for each that was posted.</summary>
internal sealed class DeliveryLog
{
    private readonly ConcurrentQueue<Delivery> _deliveries = new();
    private TaskCompletionSource<bool> _next = NewSignal();

    public IReadOnlyList<Delivery> All => [.. _deliveries];

    public void Add(Delivery delivery)
    {
        _deliveries.Enqueue(delivery);
        if (delivery.Kind is not (DeliveryKinds.Lost or DeliveryKinds.Skipped))
        {
            Interlocked.Exchange(ref _next, NewSignal()).TrySetResult(true);
        }
    }

    /// <summary>Completes once another callback was posted.</summary>
    public Task NextAsync() => Volatile.Read(ref _next).Task;

    public void Clear()
    {
        while (_deliveries.TryDequeue(out _))
        {
            // the next one
        }
    }

    private static TaskCompletionSource<bool> NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
