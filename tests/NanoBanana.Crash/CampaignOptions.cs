using System.Globalization;

namespace NanoBanana.Crash;

/// <summary>How much is to be killed.</summary>
/// <param name="Runs">Batches that are killed at a random moment.</param>
/// <param name="Seed">The same seed gives the same list of moments.</param>
/// <param name="Steps">Items at which each step of the table is killed, for each gateway.</param>
internal sealed record CampaignOptions(int Runs, int Seed, IReadOnlyList<int> Steps)
{
    public static CampaignOptions Parse(string[] args) => new(
        int.Parse(Value(args, "--runs") ?? "500", CultureInfo.InvariantCulture),
        int.Parse(Value(args, "--seed") ?? "1", CultureInfo.InvariantCulture),
        [.. (Value(args, "--items") ?? "1,3,6").Split(',').Select(item => int.Parse(item, CultureInfo.InvariantCulture))]);

    private static string? Value(string[] args, string name)
    {
        var at = Array.IndexOf(args, name);
        return at >= 0 && at + 1 < args.Length ? args[at + 1] : null;
    }
}
