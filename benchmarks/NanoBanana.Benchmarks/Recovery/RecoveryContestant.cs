using NanoBanana.Benchmarks.Reporting;

namespace NanoBanana.Benchmarks.Recovery;

/// <summary>A script that does a list of articles, and that is run again after it was killed.</summary>
/// <param name="Name">For people.</param>
/// <param name="Path">The script; it prints a line when it begins with the list.</param>
/// <param name="SettlePath">The script that settles unknown outcomes; it prints a line, and one more for each. Null if the contestant knows none.</param>
internal sealed record RecoveryContestant(string Name, string Path, string? SettlePath = null)
{
    public static RecoveryContestant Ours { get; } = new("the module: New -Resume, Wait, Save", Of("recover.ps1"), Of("recover-settle.ps1"));

    public static IReadOnlyList<RecoveryContestant> All { get; } = [Ours, new("a script without a record", Of("recover-plain.ps1"))];

    private static string Of(string script) => System.IO.Path.Combine(Repository.Root, "benchmarks", "Contestants", script);
}
