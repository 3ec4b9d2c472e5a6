using NanoBanana.Testing;

namespace NanoBanana.Client.Tests.Conventions;

/// <summary>Get-Help shows the about topics as they are: a terminal breaks wide lines anywhere and shows the bars of a table.</summary>
public sealed class TopicTests
{
    private const int Width = 80;
    private const int CodeWidth = 120;

    [Fact]
    public void Topics_can_be_read_in_a_terminal()
    {
        var pages = Directory.GetFiles(Path.Combine(Repository.Root, "docs", "en-US"), "about_*.md");

        Assert.True(pages.Length > 10, $"Only {pages.Length} topics were found.");
        Assert.Empty(pages.SelectMany(page => Unreadable(File.ReadLines(page)).Select(line => $"{Path.GetFileName(page)}: {line}")));
    }

    [Fact]
    public void Wide_lines_and_tables_are_found() => Assert.Equal(
        [new string('x', Width + 1), "| a | b |", "    " + new string('x', CodeWidth)],
        Unreadable(["short", new string('x', Width + 1), "| a | b |", "    " + new string('x', CodeWidth - 4), "    " + new string('x', CodeWidth), "```", new string('x', CodeWidth), "```"]));

    private static IEnumerable<string> Unreadable(IEnumerable<string> lines)
    {
        var isFenced = false;
        foreach (var line in lines)
        {
            isFenced ^= line.StartsWith("```", StringComparison.Ordinal);
            var isCode = isFenced || line.StartsWith("    ", StringComparison.Ordinal);
            if (line.StartsWith('|') || line.Length > (isCode ? CodeWidth : Width))
            {
                yield return line;
            }
        }
    }
}
