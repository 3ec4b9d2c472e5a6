using System.Text;
using NanoBanana.Client.Pricing;

namespace NanoBanana.Client.Tests.Gateways;

/// <summary>README's table of models is made of the catalog: with NANOBANANA_WRITE_DOCS=1 the test writes it, otherwise it compares.</summary>
public sealed class ReadmeModelsTests
{
    private const string Begin = "<!-- models: made of Gateways/models.json by ReadmeModelsTests -->\n";
    private const string End = "<!-- /models -->";

    private static readonly string Page = Path.Combine(Repository.Root, "README.md");

    [Fact]
    public void The_table_of_models_says_what_the_catalog_says()
    {
        var page = File.ReadAllText(Page).ReplaceLineEndings("\n");
        var (from, to) = (page.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length, page.IndexOf(End, StringComparison.Ordinal));
        Assert.True(from >= Begin.Length && to >= from, "README.md has no place for the table of models.");
        var expected = page[..from] + Render() + page[to..];
        if (Environment.GetEnvironmentVariable("NANOBANANA_WRITE_DOCS") == "1")
        {
            File.WriteAllText(Page, expected);
        }

        Assert.Equal(expected, File.ReadAllText(Page).ReplaceLineEndings("\n"));
    }

    private static string Render()
    {
        var table = new StringBuilder("| `-Provider` | `-Model` | family | does | resolutions | images | one image |\n| --- | --- | --- | --- | --- | --- | --- |\n");
        foreach (var models in ModelDescriptions.All(DateTimeOffset.UnixEpoch).GroupBy(each => each.Provider))
        {
            foreach (var (model, index) in models.Select((model, index) => (model, index)))
            {
                table.Append($"| {(index == 0 ? model.Provider : string.Empty)} | `{model.Model}` | {model.Family}{Life(model)} | {Does(model)} | {string.Join(", ", model.Resolutions)} | {Images(model)} | {Cost(model)} |\n");
            }
        }

        return table.ToString();
    }

    private static string Does(ModelDescription model) =>
        string.Join(", ", model.Operations.Select(each => each is Operations.Edit ? "edit" : "text to image"));

    private static string Life(ModelDescription model) => model.RetiresAt is { } end ? FormattableString.Invariant($" (ended {end:yyyy-MM-dd})") : string.Empty;

    private static string Images(ModelDescription model) => model.MaxImages switch
    {
        null => "not stated",
        0 => "–",
        var most => FormattableString.Invariant($"{most}"),
    };

    private static string Cost(ModelDescription model) => model.Price.Amount is null ? "unknown"
        : model.Price.ToCost() + (model.EconomyPrice?.Amount is null ? string.Empty : $", {model.EconomyPrice.ToCost()} with `-Economy`");
}
