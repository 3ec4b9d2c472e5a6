using NanoBanana.Client.Store;

namespace NanoBanana.Client.Submitting;

/// <summary>
/// The store's permit to send one claimed attempt. It lasts as long as the lease, since afterwards other processes consider this one
/// gone: a process that was suspended meanwhile sends nothing before the store has confirmed again that it holds the claim.
/// </summary>
/// <param name="store">The store; null if nothing is recorded.</param>
/// <param name="claim">The claim; null for an intent that is known already, which its gateway charges once.</param>
/// <param name="time">The clock of the client.</param>
internal sealed class SendPermit(ITaskStore? store, AttemptToken? claim, TimeProvider time)
{
    private long _timestamp;
    private DateTimeOffset _clock;

    /// <summary>Another run has taken the claim over.</summary>
    public bool IsLost { get; private set; }

    /// <summary>Commits that the request is about to be sent, or makes sure that this still holds.</summary>
    /// <param name="stop">Stops before anything is written.</param>
    /// <returns>False if another run took the claim over: then nothing may be sent.</returns>
    /// <exception cref="NanoBananaException">The store cannot be used.</exception>
    public async Task<bool> RenewAsync(CancellationToken stop)
    {
        // before the write: the lease counts from the sign of life that it gives
        var (timestamp, clock) = (time.GetTimestamp(), time.GetUtcNow());
        IsLost = store is not null && claim is not null && !await store.MarkSendingAsync(claim, stop).ConfigureAwait(false);
        (_timestamp, _clock) = (timestamp, clock);
        return !IsLost;
    }

    /// <summary>Why no byte may be sent now; null if the permit holds.</summary>
    public string? HeldBack()
    {
        if (store is null || claim is null)
        {
            return null;
        }

        // a stopwatch stands still while the machine sleeps, and a clock can be set back: the later one counts
        var (ran, passed) = (time.GetElapsedTime(_timestamp), time.GetUtcNow() - _clock);
        var age = ran > passed ? ran : passed;
        return age < store.Lease ? null : FormattableString.Invariant($"it was not sent, because {age.TotalSeconds:0} seconds had passed since the store allowed it, which is more than the lease of {store.Lease.TotalSeconds:0.#} seconds.");
    }
}
