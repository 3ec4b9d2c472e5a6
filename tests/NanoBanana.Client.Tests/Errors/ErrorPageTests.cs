using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using NanoBanana.Client.Compatibility;

namespace NanoBanana.Client.Tests.Errors;

/// <summary>docs/errors.md is made of the one resource file: with NANOBANANA_WRITE_DOCS=1 the test writes it, otherwise it compares.</summary>
public sealed partial class ErrorPageTests
{
    private static readonly string Page = Path.Combine(Repository.Root, "docs", "errors.md");

    [Fact]
    public void The_page_of_errors_says_what_the_module_says()
    {
        var expected = Render();
        if (Environment.GetEnvironmentVariable("NANOBANANA_WRITE_DOCS") == "1")
        {
            File.WriteAllText(Page, expected);
        }

        Assert.Equal(expected, File.ReadAllText(Page).ReplaceLineEndings("\n"));
    }

    private static string Render()
    {
        var texts = XDocument.Load(Path.Combine(Repository.Root, "src", "NanoBanana.Client", "Model", "Errors", "Messages.resx")).Root!
            .Elements("data").ToDictionary(each => each.Attribute("name")!.Value, each => each.Element("value")!.Value, StringComparer.Ordinal);
        var page = new StringBuilder();
        page.Append("# Errors\n\n");
        page.Append("Each error has an id that does not change: `$_.FullyQualifiedErrorId` begins with it. `$_.CategoryInfo.Category` is its category, `$_.ErrorDetails.RecommendedAction` the next step. A `…` stands for what was given, or what is allowed.\n\n");
        page.Append("| id | category | meaning | next step |\n| --- | --- | --- | --- |\n");
        foreach (var id in texts.Keys.Where(name => name.EndsWith("_Kind", StringComparison.Ordinal)).Select(name => name[..^"_Kind".Length]).Order(StringComparer.Ordinal))
        {
            page.Append($"| `{id}` | {texts[id + "_Kind"]} | {Cell(texts[id + "_Message"])} | {Cell(texts[id + "_Action"])} |\n");
        }

        return page.ToString();
    }

    private static string Cell(string text) => Placeholder().Replace(text, "…")
        .Replace("{{", "{", StringComparison.Ordinal).Replace("}}", "}", StringComparison.Ordinal)
        .Replace("|", "\\|", StringComparison.Ordinal).ReplaceLineEndings(" ").Trim();

    [GeneratedRegex(@"(?<!\{)\{\d+(:[^}]*)?\}(?!\})")]
    private static partial Regex Placeholder();
}
