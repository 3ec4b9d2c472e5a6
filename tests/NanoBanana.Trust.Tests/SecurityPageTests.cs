using System.Text.RegularExpressions;

namespace NanoBanana.Trust.Tests;

/// <summary>The page names its tests, and they are there.</summary>
public sealed class SecurityPageTests
{
    [Fact]
    public void Each_test_that_it_names_exists()
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root, "SECURITY.md"));
        var named = Regex.Matches(page, "`([\\w./]+Tests(?:\\.ps1)?)`", RegexOptions.None, TimeSpan.FromSeconds(1)).Select(match => match.Groups[1].Value).Distinct(StringComparer.Ordinal).ToList();

        Assert.True(named.Count > 40, $"Only {named.Count} tests are named.");
        Assert.DoesNotContain(named, name => !File.Exists(Path.Combine(Repository.Root, FileOf(name))));
    }

    [Fact]
    public void Each_defence_names_a_test_or_says_who_else_protects()
    {
        var defences = File.ReadLines(Path.Combine(Repository.Root, "SECURITY.md"))
            .SkipWhile(line => line != "## Attackers and defences")
            .TakeWhile(line => !line.StartsWith("## How far", StringComparison.Ordinal))
            .Where(line => line.StartsWith("- ", StringComparison.Ordinal) && !line.StartsWith("- Otherwise", StringComparison.Ordinal))
            .ToList();

        Assert.True(defences.Count > 25, $"Only {defences.Count} defences were found.");
        Assert.DoesNotContain(defences, line => !line.EndsWith("`)", StringComparison.Ordinal));
    }

    // Leg/Folder/NameTests, or Pester/Name.Tests.ps1
    private static string FileOf(string name)
    {
        var slash = name.IndexOf('/', StringComparison.Ordinal);
        var (leg, rest) = slash < 0 ? (string.Empty, name) : (name[..slash], name[(slash + 1)..]);
        return leg == "Pester" ? $"tests/NanoBanana.PowerShell.Pester/{rest}" : $"tests/NanoBanana.{leg}.Tests/{rest}.cs";
    }
}
