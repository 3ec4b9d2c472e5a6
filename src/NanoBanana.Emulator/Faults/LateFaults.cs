using NanoBanana.Http1;

namespace NanoBanana.Emulation.Faults;

/// <summary>The faults that hold back or change an answer after the work was done.</summary>
internal static class LateFaults
{
    public static async Task<Reply> ChangeAsync(Fault fault, FaultStrike strike, Reply reply, CancellationToken cancel)
    {
        await strike.State.Clock.PauseAsync(TimeSpan.FromSeconds(fault.Kind.Seconds), cancel).ConfigureAwait(false);
        return fault.Kind.Change!(strike, reply);
    }
}
