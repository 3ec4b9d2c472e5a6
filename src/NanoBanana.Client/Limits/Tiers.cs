using NanoBanana.Client.Limits;

namespace NanoBanana;

/// <summary>AIGPTImage's tiers and their limits (https://aigptimage.com/en/docs/rate-limits).</summary>
public static class Tiers
{
    /// <summary>What is assumed until the account's profile or a 429 of the gateway names another.</summary>
    public const string Assumed = "basic";

    private static readonly Dictionary<string, int[]> Table = new(StringComparer.OrdinalIgnoreCase)
    {
        // creates a second and a minute, queries a second and a minute, active tasks
        ["free"] = [1, 10, 2, 60, 1],
        ["basic"] = [5, 180, 20, 1000, 5],
        ["standard"] = [10, 600, 50, 3000, 15],
        ["pro"] = [20, 1200, 100, 6000, 30],
        ["ultra"] = [50, 3000, 200, 12_000, 80],
        ["enterprise"] = [100, 6000, 500, 30_000, 300],
    };

    /// <summary>All tiers, the smallest first.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Table.Keys];

    /// <summary>The tier as we spell it; null for a stranger.</summary>
    public static string? Find(string? name) => All.FirstOrDefault(each => each.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>One line for people: the tier's creates and active tasks.</summary>
    /// <param name="tier">One of <see cref="All"/>.</param>
    public static string Describe(string tier) =>
        FormattableString.Invariant($"{Table[tier][0]} creates a second, {Table[tier][1]} a minute, {Table[tier][4]} active");

    internal static AccountLimits LimitsOf(string tier)
    {
        var row = Table[tier];
        return new AccountLimits(Pair(row[0], row[1]), Pair(row[2], row[3]), row[4]);
    }

    private static RateLimit[] Pair(int second, int minute) => [new(second, TimeSpan.FromSeconds(1)), new(minute, TimeSpan.FromMinutes(1))];
}
