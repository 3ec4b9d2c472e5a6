using NanoBanana.Client.Limits;

namespace NanoBanana.Client.Gateways;

/// <summary>What an account may do: creates and queries in a time, and tasks at once.</summary>
/// <param name="Creates">All of them hold together; none: nothing is documented.</param>
/// <param name="Queries">Likewise for queries.</param>
/// <param name="Active">Most tasks that have not ended; null: no limit.</param>
internal sealed record AccountLimits(IReadOnlyList<RateLimit> Creates, IReadOnlyList<RateLimit> Queries, int? Active)
{
    /// <summary>Nothing is documented.</summary>
    public static readonly AccountLimits None = new([], [], Active: null);

    /// <summary>
    /// docs.kie.ai states 20 new tasks in 10 seconds for its own accounts. NanoBananaAPI and Apikley are of that family, and
    /// clients of Crun keep the same figure.
    /// </summary>
    public static readonly AccountLimits KieFamily = None with { Creates = [new RateLimit(20, TimeSpan.FromSeconds(10))] };
}
