namespace NanoBanana.Client.Limits;

/// <summary>What an account may do: creates and queries in a time, and tasks at once.</summary>
/// <param name="Creates">All of them hold together; none: nothing is documented.</param>
/// <param name="Queries">Likewise for queries.</param>
/// <param name="Active">Most tasks that have not ended; null: no limit.</param>
internal sealed record AccountLimits(IReadOnlyList<RateLimit> Creates, IReadOnlyList<RateLimit> Queries, int? Active)
{
    private static readonly AccountLimits None = new([], [], Active: null);

    // docs.kie.ai states 20 new tasks in 10 seconds for its own account; NanoBananaAPI and Apikley are of that family,
    // and clients of Crun keep the same figure
    private static readonly AccountLimits KieFamily = None with { Creates = [new RateLimit(20, TimeSpan.FromSeconds(10))] };

    /// <summary>The profile's own word first, then what its gateway documents; an emulator has only the former.</summary>
    public static AccountLimits Of(Profile profile)
    {
        var tier = Tiers.Find(profile.Tier);
        var documented = profile.Provider switch
        {
            ProviderNames.AigptImage when tier is not null || !profile.IsLoopback() => Tiers.LimitsOf(tier ?? Tiers.Assumed),
            ProviderNames.NanoBananaApi or ProviderNames.Apikley or ProviderNames.Crun when !profile.IsLoopback() => KieFamily,
            _ => None,
        };
        return RateLimit.TryParse(profile.RateLimit) is { } own ? documented with { Creates = [own] } : documented;
    }

    /// <summary>False for an emulator that was not told to have limits: what it refuses, it refuses on purpose, and nothing is learned.</summary>
    public static bool IsShaped(Profile profile) => !profile.IsLoopback() || profile.RateLimit is not null || profile.Tier is not null;
}
