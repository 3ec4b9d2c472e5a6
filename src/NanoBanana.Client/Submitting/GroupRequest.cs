using NanoBanana.Client.Submitting;

namespace NanoBanana.Client;

/// <summary>
/// A request that was checked for several gateways. It is submitted to the first one, and to the next one only after a definite refusal
/// that concerns the gateway and not the request. So one intent is charged at most once.
/// </summary>
public sealed record GroupRequest
{
    internal GroupRequest()
    {
    }

    /// <summary>The request for each gateway that can accept it, in the order in which they are tried; at least one.</summary>
    public required IReadOnlyList<PreparedRequest> Candidates { get; init; }

    /// <summary>The gateways that cannot accept it according to the rows of their models, and why.</summary>
    public IReadOnlyList<TaskAttempt> PassedOver { get; init; } = [];

    internal IClientLog? Log { get; init; }

    /// <summary>
    /// The task that the request would become, for <c>-WhatIf</c>. Its profile has the names of all profiles in the order in which they
    /// would be tried, separated by commas, so that it is submitted as it was planned and has the same work key.
    /// </summary>
    /// <returns>A task in the state <see cref="TaskStates.Planned"/>.</returns>
    public ImageTask Plan() => Candidates[0].Plan() with
    {
        Profile = string.Join(", ", Candidates.Select(each => each.Profile.Name).Concat(PassedOver.Select(each => each.Profile))),
    };

    /// <summary>Submits to one gateway after the other until one accepts the request. Errors of gateways and the network are in the result.</summary>
    /// <param name="run">What the submits of a run share. Its cap reserves the price of the dearest gateway until one has accepted the request.</param>
    /// <param name="uploadProfile">Another profile whose upload target is used, or null.</param>
    /// <param name="stop">Starts nothing new.</param>
    /// <returns>The accepted task, or the error of the last gateway that was tried.</returns>
    /// <exception cref="OperationCanceledException">It was stopped before anything was submitted.</exception>
    public async Task<SubmitResult> SubmitAsync(SubmitRun run, string? uploadProfile, CancellationToken stop)
    {
        foreach (var passed in PassedOver)
        {
            Log?.Verbose($"{passed.Profile}: skipped. {passed.Message}");
        }

        var shared = Candidates.Count > 1 ? new SharedClaim(run.Budget, [.. Candidates.Select(each => (each.Price(), each.Profile))]) : null;
        PreparedRequest? taker = null;
        try
        {
            var (result, last) = await TryAsync(shared, run, uploadProfile, stop).ConfigureAwait(false);
            taker = result.WasReleased ? null : last;
            return result;
        }
        finally
        {
            shared?.Settle(taker);
            await (shared?.WriteAsync() ?? Task.CompletedTask).ConfigureAwait(false);
        }
    }

    internal static TaskAttempt Attempt(Profile profile, NanoBananaException error) => new(profile.Name, profile.Provider, error.ErrorId, error.Message);

    private async Task<(SubmitResult Result, PreparedRequest Taker)> TryAsync(SharedClaim? shared, SubmitRun run, string? uploadProfile, CancellationToken stop)
    {
        var tried = new List<TaskAttempt>(PassedOver);
        for (var index = 0; ; index++)
        {
            var candidate = Candidates[index];
            var hasNext = index < Candidates.Count - 1;
            if (shared is not null)
            {
                shared.HasNext = hasNext;
            }

            var result = await SubmitAsync(candidate with { Shared = shared, Tried = [.. tried] }, run, uploadProfile, stop).ConfigureAwait(false);
            if (result.Task is not null || !hasNext || !SharedClaim.MovesOn(result.Error!))
            {
                return (result, candidate);
            }

            tried.Add(Attempt(candidate.Profile, result.Error!));
            Log?.Verbose($"{candidate.Profile.Name}: {result.Error!.ErrorId}, so {Candidates[index + 1].Profile.Name} is used next. {result.Error.Message}");
        }
    }

    // what was not foreseen is one item's error as well: raw, it would end the whole batch, whose other tasks are paid for
    private static async Task<SubmitResult> SubmitAsync(PreparedRequest request, SubmitRun run, string? uploadProfile, CancellationToken stop)
    {
        try
        {
            return await request.Submitter.SubmitAsync(request, run, uploadProfile, stop).ConfigureAwait(false);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            return new SubmitResult(Task: null, new NanoBananaException(ErrorIds.InternalError, error, error.Message)
            {
                Target = request.Target(),
                Provider = request.Profile.Provider,
                Profile = request.Profile.Name,
                MayHaveBeenCharged = true,
            });
        }
    }
}
