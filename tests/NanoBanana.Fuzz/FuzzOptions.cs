using System.Globalization;

namespace NanoBanana.Fuzz;

/// <summary>How much is to be tried.</summary>
/// <param name="Inputs">Of all targets together.</param>
/// <param name="Seed">The same seed gives the same inputs.</param>
/// <param name="Target">A target's name, or null for all.</param>
/// <param name="Only">The index of the one input to be tried; needs <paramref name="Target"/>.</param>
internal sealed record FuzzOptions(int Inputs, int Seed, string? Target, int? Only)
{
    public static FuzzOptions Parse(string[] args) => new(
        int.Parse(Value(args, "--inputs") ?? "1000000", CultureInfo.InvariantCulture),
        int.Parse(Value(args, "--seed") ?? "1", CultureInfo.InvariantCulture),
        Value(args, "--target"),
        Value(args, "--only") is { } index ? int.Parse(index, CultureInfo.InvariantCulture) : null);

    private static string? Value(string[] args, string name)
    {
        var at = Array.IndexOf(args, name);
        return at >= 0 && at + 1 < args.Length ? args[at + 1] : null;
    }
}
