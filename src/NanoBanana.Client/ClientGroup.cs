using NanoBanana.Client.Submitting;

namespace NanoBanana.Client;

/// <summary>
/// Several profiles for the same work: the first that can take a request by the rows of its models is asked, and the next one only
/// after a definite refusal that concerns the gateway and not the request. So one intent is charged at most once.
/// </summary>
/// <param name="clients">A client for each profile, in the order in which they were named; at least one.</param>
/// <param name="prefer">One of <see cref="Preferences"/>, in any case.</param>
/// <param name="log">Gets messages about what was tried; null drops them.</param>
public sealed class ClientGroup(IReadOnlyList<NanoBananaClient> clients, string prefer = Preferences.Order, IClientLog? log = null)
{
    /// <summary>Checks a request for all gateways. Nothing is sent.</summary>
    /// <param name="request">What to make.</param>
    /// <returns>The request, checked for each gateway that can accept it.</returns>
    /// <exception cref="NanoBananaException">None of them can take it: the error of the first one.</exception>
    public GroupRequest Prepare(ImageRequest request)
    {
        var candidates = new List<PreparedRequest>();
        var passedOver = new List<TaskAttempt>();
        NanoBananaException? first = null;
        var providers = clients.Select(client => client.Profile.Provider).ToList();
        foreach (var client in clients)
        {
            try
            {
                candidates.Add(client.Prepare(request) with { Providers = providers });
            }
            catch (NanoBananaException error)
            {
                first ??= error;
                passedOver.Add(Attempt(client.Profile, error));
            }
        }

        return candidates.Count == 0 ? throw first! : new GroupRequest { Candidates = Ordered(candidates), PassedOver = passedOver };
    }

    /// <summary>Submits to one gateway after the other until one accepts the request. Errors of gateways and the network are in the result.</summary>
    /// <param name="request">A request that this group prepared.</param>
    /// <param name="run">What the submits of a run share. Its cap reserves the price of the dearest gateway until one has accepted the request.</param>
    /// <param name="uploadProfile">Another profile whose upload target is used, or null.</param>
    /// <param name="stop">Starts nothing new.</param>
    /// <returns>The accepted task, or the error of the last gateway that was tried.</returns>
    /// <exception cref="OperationCanceledException">It was stopped before anything was submitted.</exception>
    public async Task<SubmitResult> SubmitAsync(GroupRequest request, SubmitRun run, string? uploadProfile, CancellationToken stop)
    {
        foreach (var passed in request.PassedOver)
        {
            log?.Verbose($"{passed.Profile}: skipped. {passed.Message}");
        }

        var shared = request.Candidates.Count > 1 ? new SharedClaim(run.Budget, [.. request.Candidates.Select(each => (each.Price(), each.Profile))]) : null;
        PreparedRequest? taker = null;
        try
        {
            var (result, last) = await TryAsync(request, shared, run, uploadProfile, stop).ConfigureAwait(false);
            taker = result.WasReleased ? null : last;
            return result;
        }
        finally
        {
            shared?.Settle(taker);
            await (shared?.WriteAsync() ?? Task.CompletedTask).ConfigureAwait(false);
        }
    }

    private async Task<(SubmitResult Result, PreparedRequest Taker)> TryAsync(GroupRequest request, SharedClaim? shared, SubmitRun run, string? uploadProfile, CancellationToken stop)
    {
        var tried = new List<TaskAttempt>(request.PassedOver);
        for (var index = 0; ; index++)
        {
            var candidate = request.Candidates[index];
            var client = clients.First(each => string.Equals(each.Profile.Name, candidate.Profile.Name, StringComparison.OrdinalIgnoreCase));
            var hasNext = index < request.Candidates.Count - 1;
            if (shared is not null)
            {
                shared.HasNext = hasNext;
            }

            var result = await SubmitAsync(client, candidate with { Shared = shared, Tried = [.. tried] }, run, uploadProfile, stop).ConfigureAwait(false);
            if (result.Task is not null || !hasNext || !SharedClaim.MovesOn(result.Error!))
            {
                return (result, candidate);
            }

            tried.Add(Attempt(candidate.Profile, result.Error!));
            log?.Verbose($"{candidate.Profile.Name}: {result.Error!.ErrorId}, so {request.Candidates[index + 1].Profile.Name} is used next. {result.Error.Message}");
        }
    }

    // what was not foreseen is one item's error as well: raw, it would end the whole batch, whose other tasks are paid for
    private static async Task<SubmitResult> SubmitAsync(NanoBananaClient client, PreparedRequest request, SubmitRun run, string? uploadProfile, CancellationToken stop)
    {
        try
        {
            return await client.SubmitAsync(request, run, uploadProfile, stop).ConfigureAwait(false);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            return new SubmitResult(Task: null, new NanoBananaException(ErrorIds.InternalError, error, error.Message)
            {
                Target = request.Target(),
                Provider = client.Profile.Provider,
                Profile = client.Profile.Name,
                MayHaveBeenCharged = true,
            });
        }
    }

    private static TaskAttempt Attempt(Profile profile, NanoBananaException error) => new(profile.Name, profile.Provider, error.ErrorId, error.Message);

    private IReadOnlyList<PreparedRequest> Ordered(IReadOnlyList<PreparedRequest> candidates) =>
        prefer.Equals(Preferences.Cheapest, StringComparison.OrdinalIgnoreCase) ? [.. candidates.OrderBy(each => InDollars(each) ?? decimal.MaxValue)] : candidates;

    // credits of two gateways are two currencies: they compare by what the profile says that one costs
    private static decimal? InDollars(PreparedRequest request) => request.Price() switch
    {
        { Amount: { } amount, Currency: Currencies.Usd } => amount,
        { Amount: { } amount, Currency: Currencies.Credits } => amount * request.Profile.CreditPrice,
        _ => null,
    };
}
