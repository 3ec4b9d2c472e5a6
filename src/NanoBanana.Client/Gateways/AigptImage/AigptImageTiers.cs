namespace NanoBanana.Client.Gateways.AigptImage;

/// <summary>AIGPTImage's tiers and their limits (https://aigptimage.com/en/docs/rate-limits).</summary>
internal static class AigptImageTiers
{
    /// <summary>All tiers, the smallest first.</summary>
    public static IReadOnlyList<Tier> All { get; } =
    [
        Row("free", createsPerSecond: 1, createsPerMinute: 10, queriesPerSecond: 2, queriesPerMinute: 60, active: 1),
        Row("basic", createsPerSecond: 5, createsPerMinute: 180, queriesPerSecond: 20, queriesPerMinute: 1000, active: 5),
        Row("standard", createsPerSecond: 10, createsPerMinute: 600, queriesPerSecond: 50, queriesPerMinute: 3000, active: 15),
        Row("pro", createsPerSecond: 20, createsPerMinute: 1200, queriesPerSecond: 100, queriesPerMinute: 6000, active: 30),
        Row("ultra", createsPerSecond: 50, createsPerMinute: 3000, queriesPerSecond: 200, queriesPerMinute: 12_000, active: 80),
        Row("enterprise", createsPerSecond: 100, createsPerMinute: 6000, queriesPerSecond: 500, queriesPerMinute: 30_000, active: 300),
    ];

    /// <summary>What is assumed until the account's profile or a 429 of the gateway names another.</summary>
    public static Tier Assumed => All[1];

    private static Tier Row(string name, int createsPerSecond, int createsPerMinute, int queriesPerSecond, int queriesPerMinute, int active) =>
        new(name, new AccountLimits(Pair(createsPerSecond, createsPerMinute), Pair(queriesPerSecond, queriesPerMinute), active));

    private static RateLimit[] Pair(int second, int minute) => [new(second, TimeSpan.FromSeconds(1)), new(minute, TimeSpan.FromMinutes(1))];
}
