using NanoBanana.Client.Submitting;

namespace NanoBanana.Client;

/// <summary>
/// Several profiles for the same work. A request is checked for all of them, and those that can take it by the rows of their models are
/// put in the order in which they will be tried.
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
                passedOver.Add(GroupRequest.Attempt(client.Profile, error));
            }
        }

        return candidates.Count == 0 ? throw first! : new GroupRequest { Candidates = Ordered(candidates), PassedOver = passedOver, Log = log };
    }

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
