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

    /// <summary>Runs one item, which can see from then on whether the profile was refused meanwhile.</summary>
    /// <param name="context">The item; its stop ends the wait for the first one.</param>
    /// <param name="submit">Uploads and submits it.</param>
    public async Task<SubmitResult> PassAsync(SubmitContext context, Func<SubmitContext, Task<SubmitResult>> submit)
    {
        context.Refusal = () => _shut;
        await _first.WaitAsync(context.Stop).ConfigureAwait(false);
        try
        {
            if (!_open)
            {
                var result = await RunAsync(context, submit).ConfigureAwait(false);
                _open = _shut is not null || result.Task is not null;
                return result;
            }
        }
        finally
        {
            _first.Release();
        }

        return await RunAsync(context, submit).ConfigureAwait(false);
    }

    private async Task<SubmitResult> RunAsync(SubmitContext context, Func<SubmitContext, Task<SubmitResult>> submit)
    {
        if (_shut is { } shut)
        {
            return new SubmitResult(Task: null, shut.For(context.Request.Target()));
        }

        var result = await submit(context).ConfigureAwait(false);
        if (result.Error is { } error && (NetworkFaults.IsPermanent(error) || error is { Code: 401 or 402 or 403, ErrorId: not ErrorIds.ContentRefused, MayHaveBeenCharged: false }))
        {
            _shut = error;
        }

        return result;
    }
}
