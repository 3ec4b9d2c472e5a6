using NanoBanana.Client.Http;

namespace NanoBanana.Client.Submitting;

/// <summary>
/// Lets the first item of a profile go alone, and the others once it was not turned away for its key or its balance.
/// Once a profile is turned away the gate stays shut for the rest of the run.
/// </summary>
internal sealed class ProfileGate
{
    private readonly SemaphoreSlim _first = new(1, 1);
    private bool _open;
    private volatile NanoBananaException? _shut;

    /// <summary>Waits for the first item, if it is on its way.</summary>
    /// <param name="context">An item; its stop ends the wait.</param>
    /// <returns>Its pass, which it keeps until its end. It sees from now on whether the profile was refused meanwhile.</returns>
    /// <exception cref="NanoBananaException">The profile was refused.</exception>
    public async Task<Pass> EnterAsync(SubmitContext context)
    {
        context.Refusal = () => _shut;
        await _first.WaitAsync(context.Stop).ConfigureAwait(false);
        var pass = new Pass(this, isFirst: !_open);
        if (_open)
        {
            _first.Release();
        }

        if (_shut is not { } shut)
        {
            return pass;
        }

        pass.Dispose();
        throw shut.For(context.Request.Target());
    }

    private void End(SubmitResult result, bool isFirst)
    {
        if (result.Error is { } error && (NetworkFaults.IsPermanent(error) || error is { Code: 401 or 402 or 403, ErrorId: not ErrorIds.ContentRefused, MayHaveBeenCharged: false }))
        {
            _shut = error;
        }

        if (isFirst)
        {
            _open = _shut is not null || result.Task is not null;
        }
    }

    /// <summary>The way of one item through the gate.</summary>
    internal sealed class Pass(ProfileGate gate, bool isFirst) : IDisposable
    {
        /// <summary>Tells the gate how the item ended.</summary>
        public void End(SubmitResult result) => gate.End(result, isFirst);

        /// <summary>Lets the next item go.</summary>
        public void Dispose()
        {
            if (isFirst)
            {
                gate._first.Release();
            }
        }
    }
}
