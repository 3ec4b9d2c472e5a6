using NanoBanana.Emulation;

namespace NanoBanana.Benchmarks.Requests;

/// <summary>An account and the limits that its gateway documents.</summary>
/// <param name="Name">For people.</param>
/// <param name="Provider">The gateway; its calls are those of <see cref="PlainLoop"/>.</param>
/// <param name="RateLimit">Most submits in a period.</param>
/// <param name="Tier">A tier of AIGPTImage.</param>
internal sealed record LimitedAccount(string Name, string Provider, string? RateLimit = null, string? Tier = null)
{
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(12);

    /// <summary>One account that is limited by its rate, and one by its active tasks.</summary>
    public static IReadOnlyList<LimitedAccount> All { get; } =
    [
        new("Apikley, 20 submits per 10 s", ProviderNames.Apikley, RateLimit: "20/10s"),
        new("AIGPTImage `pro`, 20 submits per second, 30 active tasks", ProviderNames.AigptImage, Tier: "pro"),
    ];

    public EmulatorOptions Emulator(int seed) => new() { TaskDuration = Duration, DurationSpread = 0.2, Seed = seed, RateLimit = RateLimit, Tier = Tier };
}
