using NanoBanana.Client.Compatibility;
using NanoBanana.Client.Gateways;
using NanoBanana.Emulation;
using NanoBanana.Faults.Wire;

namespace NanoBanana.Faults;

/// <summary>Every fault of the emulator's menu at every operation if there is such a fault; and random mixes of them.</summary>
internal static class FaultCases
{
    private static readonly string[] Operations = ["submit", "query", "upload", "download"];

    /// <summary>What no client can make good, so that a batch cannot end well; other tests hold what is said of it.</summary>
    private static readonly Dictionary<string, string> Apart = new(StringComparer.Ordinal)
    {
        ["double-charge"] = "only the ledger shows it",
        ["repeated-id"] = "the second task's own id is in no answer: it is a warning",
        ["lost-links"] = "the image is gone at the gateway for good: it is an error for each",
    };

    private static readonly string[] Struck = [.. GatewayRegistry.Names, "ImageHost"];

    /// <summary>Read from the emulator, so that a new fault is a new case: <c>name@operation</c>.</summary>
    public static async Task<IReadOnlyList<string>> AllAsync()
    {
        using var emulator = GatewayEmulator.Start(new EmulatorOptions());
        using var control = new EmulatorClient(emulator.Uri);
        var cases = new List<string>();
        foreach (var (name, operation) in (await control.MenuAsync()).Where(kind => !Apart.ContainsKey(kind.Name)))
        {
            foreach (var place in Operations.Append(operation).Distinct(StringComparer.Ordinal))
            {
                var text = name + "@" + place;
                if (await control.SetFaultsAsync([text]))
                {
                    cases.Add(text);
                }
            }
        }

        return cases;
    }

    /// <summary>The fault at each gateway and the image host.</summary>
    /// <param name="fault"><c>name@operation</c>.</param>
    /// <param name="times">How often it strikes at each of them; null for as long as the batch runs.</param>
    public static IReadOnlyList<string> Everywhere(string fault, int? times)
    {
        var at = fault.IndexOf('@');

        // a gateway that cannot read a source fails the task, and then there is nothing to download
        var struck = fault.EndsWith("@download", StringComparison.Ordinal) ? GatewayRegistry.Names : Struck;
        return [.. struck.Select(provider => FormattableString.Invariant($"{fault[..at]}:{provider}{fault[at..]}") + Times(times))];
    }

    /// <summary>Some faults at some gateways; the same seed gives the same mix.</summary>
    /// <param name="cases">The faults to choose from.</param>
    /// <param name="seed">Any number.</param>
    /// <param name="gateways">The gateways to choose from; null for all.</param>
    public static IReadOnlyList<string> Mix(IReadOnlyList<string> cases, int seed, IReadOnlyList<string>? gateways = null)
    {
        var random = new Random(seed);
        IReadOnlyList<string> struck = gateways ?? Struck;
        var faults = new List<string>();
        for (var i = random.Next(3, 12); i > 0; i--)
        {
            var fault = cases[random.Next(cases.Count)];
            var at = fault.IndexOf('@');
            var provider = random.Next(4) == 0 ? string.Empty : ":" + struck[random.Next(struck.Count)];
            faults.Add(fault[..at] + provider + fault[at..] + Times(random.Next(5) == 0 ? null : random.Next(1, 5)));
        }

        return faults;
    }

    /// <summary>A mix for all gateways; in every third run the wire is disturbed as well.</summary>
    public static FaultCase MixedCase(IReadOnlyList<string> cases, int seed) => new(
        FormattableString.Invariant($"mix of seed {seed}"),
        Mix(cases, seed),
        seed % 3 == 0 ? WireFault.All[new Random(seed).Next(WireFault.All.Count)] : null);

    private static string Times(int? times) => times is null ? string.Empty : FormattableString.Invariant($"*{times}");
}
