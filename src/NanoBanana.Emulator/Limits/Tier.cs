using NanoBanana.Emulation.Compatibility;

namespace NanoBanana.Emulation.Limits;

/// <summary>A row of AIGPTImage's table of tiers (its rate-limits page).</summary>
internal sealed record Tier(string Name, int CreatesASecond, int CreatesAMinute, int QueriesASecond, int QueriesAMinute, int Active)
{
    private static readonly Tier[] All =
    [
        new("free", 1, 10, 2, 60, 1),
        new("basic", 5, 180, 20, 1000, 5),
        new("standard", 10, 600, 50, 3000, 15),
        new("pro", 20, 1200, 100, 6000, 30),
        new("ultra", 50, 3000, 200, 12_000, 80),
        new("enterprise", 100, 6000, 500, 30_000, 300),
    ];

    public CallLimit[] Creates => Pair(CreatesASecond, CreatesAMinute);

    public CallLimit[] Queries => Pair(QueriesASecond, QueriesAMinute);

    /// <exception cref="ArgumentException">There is no such tier.</exception>
    public static Tier Find(string name) => Array.Find(All, tier => tier.Name.Is(name.ToLowerInvariant()))
        ?? throw new ArgumentException($"There is no tier '{name}'. The tiers: {string.Join(", ", All.Select(tier => tier.Name))}.", nameof(name));

    private static CallLimit[] Pair(int second, int minute) => [new(second, TimeSpan.FromSeconds(1)), new(minute, TimeSpan.FromMinutes(1))];
}
