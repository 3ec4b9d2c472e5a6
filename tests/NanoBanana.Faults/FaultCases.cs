using NanoBanana.Client.Compatibility;
using NanoBanana.Client.Gateways;
using NanoBanana.Emulation;
using NanoBanana.Faults.Wire;

namespace NanoBanana.Faults;

/// <summary>Every fault of the emulator's menu at every operation where there is such a fault; and random mixes of them.</summary>
internal static class FaultCases
{
    private static readonly string[] Operations = ["submit", "query", "upload", "download"];

    // Not tried on batches yet, or of no use there: a double charge is seen by nobody but the ledger, and a huge reply only takes time.
    private static readonly string[] Apart =
    [
        "double-charge", "huge-reply", "html-", "text-403", "detail-list", "object-message", "escape-", "status-304", "echo-key-", "id-", "already-created",
        "repeated-id", "bom", "gzip", "deflate", "utf-16", "trailing-nuls", "charset-", "data-as-", "finished-at-once", "foreign-id", "another-model",
        "state-succeeded", "state-completed", "mixed-links", "relative-links", "inline-results", "many-links", "credits-", "result-with-key-", "lost-links",
        "callback-bom", "callback-gzip", "callback-utf-16", "callback-trailing-nuls", "slow-reply", "sealed-image",
    ];

    private static readonly string[] Struck = [.. GatewayRegistry.Names, "ImageHost"];

    /// <summary>Read from the emulator, so that a new fault is a new case: <c>name@operation</c>.</summary>
    public static async Task<IReadOnlyList<string>> AllAsync()
    {
        using var emulator = GatewayEmulator.Start(new EmulatorOptions());
        using var control = new EmulatorClient(emulator.Uri);
        var cases = new List<string>();
        foreach (var (name, operation) in (await control.MenuAsync()).Where(kind => !IsApart(kind.Name)))
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

    private static bool IsApart(string name) => name is not ("html-502" or "html-image") && Apart.Any(apart => name.StartsWith(apart, StringComparison.Ordinal));

    private static string Times(int? times) => times is null ? string.Empty : FormattableString.Invariant($"*{times}");
}
