using NanoBanana.Client.Http;

namespace NanoBanana.Client.Submitting;

/// <summary>
/// Lets the first item of a profile go alone, and the others once it was not turned away for its key or its balance.
/// Once a profile is turned away the gate stays shut for the rest of the run.
/// </summary>
internal sealed class ProfileGate
{
    private readonly SemaphoreSlim _first = new(1, 1);
    private volatile bool _open;
    private volatile NanoBananaException? _shut;

    /// <summary>Runs one item.</summary>
    /// <param name="target">The item, for the error.</param>
    /// <param name="submit">Uploads and submits it.</param>
    /// <param name="cancellationToken">Stops waiting for the first item.</param>
    public async Task<SubmitResult> PassAsync(object target, Func<Task<SubmitResult>> submit, CancellationToken cancellationToken)
    {
        if (_open)
        {
            return await RunAsync(target, submit).ConfigureAwait(false);
        }

        await _first.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (!_open)
            {
                var result = await RunAsync(target, submit).ConfigureAwait(false);
                _open = _shut is not null || result.Task is not null;
                return result;
            }
        }
        finally
        {
            _first.Release();
        }

        return await RunAsync(target, submit).ConfigureAwait(false);
    }

    /// <summary>Ends an item whose profile was refused while it was uploaded or waited for its turn.</summary>
    /// <param name="target">The item, for the error.</param>
    /// <exception cref="NanoBananaException">What the profile was turned away with.</exception>
    public void ThrowIfShut(object target)
    {
        if (_shut is { } shut)
        {
            throw shut.For(target);
        }
    }

    private async Task<SubmitResult> RunAsync(object target, Func<Task<SubmitResult>> submit)
    {
        if (_shut is { } shut)
        {
            return new SubmitResult(Task: null, shut.For(target));
        }

        var result = await submit().ConfigureAwait(false);
        if (result.Error is { } error && (NetworkFaults.IsPermanent(error) || error is { Code: 401 or 402 or 403, ErrorId: not ErrorIds.ContentRefused, MayHaveBeenCharged: false }))
        {
            _shut = error;
        }

        return result;
    }
}
