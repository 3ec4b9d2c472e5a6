using System.Text.RegularExpressions;

namespace NanoBanana.Trust.Tests;

/// <summary>The page names its tests, and they are there.</summary>
public sealed class SecurityPageTests
{
    [Fact]
    public void Each_test_that_it_names_exists()
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root, "SECURITY.md"));
        var named = Regex.Matches(page, "`(\\w+Tests|\\w+\\.Tests\\.ps1)`", RegexOptions.None, TimeSpan.FromSeconds(1)).Select(match => match.Groups[1].Value).Distinct(StringComparer.Ordinal).ToList();
        var files = Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests"), "*Tests*", SearchOption.AllDirectories).Select(Path.GetFileName).ToHashSet(StringComparer.Ordinal);

        Assert.True(named.Count > 20);
        Assert.All(named, name => Assert.Contains(name.EndsWith(".ps1", StringComparison.Ordinal) ? name : name + ".cs", files));
    }
}
