using NanoBanana.Client.Gateways;

namespace NanoBanana.Client.Tests.Gateways;

/// <summary>The newer models as the gateways' pages state them; an empty cell means that no page does.</summary>
public sealed class CurrentModelTests
{
    private const string Eleven = "1:1 9:16 16:9 3:4 4:3 3:2 2:3 5:4 4:5 21:9 auto";
    private const string Fifteen = "1:1 1:4 1:8 2:3 3:2 3:4 4:1 4:3 4:5 5:4 8:1 9:16 16:9 21:9 auto";
    private const string Three = "1K 2K 4K";

    [Theory]
    [InlineData(ProviderNames.Pixazo, "nano-banana-2", Fifteen, "png jpeg webp", "0.5K " + Three, "auto png 1K", 50000, 14, 4)]
    [InlineData(ProviderNames.Pixazo, "nano-banana-2-lite", Fifteen, "png jpeg webp", "", "", 50000, null, 4)]
    [InlineData(ProviderNames.Pixazo, "nano-banana-pro", Eleven, "", Three, "auto 1K", 50000, null, 4)]
    [InlineData(ProviderNames.Pixazo, "nano-banana-2-generate", Fifteen, "png jpeg", Three, "", null, 14, 1)]
    [InlineData(ProviderNames.NanoBananaApi, "nano-banana-2", Fifteen, "png jpeg", Three, "auto jpeg 1K", 20000, 14, 1)]
    [InlineData(ProviderNames.NanoBananaApi, "nano-banana-pro", Eleven, "", Three, "", null, 8, 1)]
    [InlineData(ProviderNames.Crun, "google/nano-banana-2", Fifteen, "png jpeg", Three, "1:1 png 1K", 20000, 14, 1)]
    [InlineData(ProviderNames.Crun, "google/nano-banana-2-v2", Fifteen, "", Three, "1:1 1K", 20000, 14, 1)]
    [InlineData(ProviderNames.Crun, "google/nano-banana-2-lite", Fifteen, "", "", "", 20000, null, 1)]
    [InlineData(ProviderNames.Crun, "google/nano-banana-pro", Eleven, "png jpeg", Three, "1:1 png 1K", 20000, 8, 1)]
    [InlineData(ProviderNames.Crun, "google/nano-banana-pro-v2", Eleven, "", Three, "1:1 1K", 20000, 8, 1)]
    [InlineData(ProviderNames.Apikley, "nano-banana-2", Fifteen, "png jpeg", Three, "auto jpeg 1K", 20000, 14, 1)]
    [InlineData(ProviderNames.Apikley, "nano-banana-2-lite", Fifteen, "", "", "auto", 20000, 10, 1)]
    [InlineData(ProviderNames.Apikley, "nano-banana-pro", Eleven, "png jpeg", Three, "1:1 png 1K", 10000, 8, 1)]
    [InlineData(ProviderNames.Apikley, "nano-banana-2-1", Fifteen, "png jpeg", Three, "auto jpeg 1K", 20000, 14, 1)]
    public void A_model_takes_for_an_edit_what_its_page_says(string provider, string model, string ratios, string formats, string resolutions, string defaults, int? prompt, int? images, int count)
    {
        var row = ModelCatalog.Find(provider, model, Operations.Edit);

        Assert.Equal(
            (ratios, formats, resolutions, defaults, prompt, images, count),
            (Joined(row.AspectRatios), Joined(row.OutputFormats), Joined(row.Resolutions), Joined([row.Defaults?.AspectRatio, row.Defaults?.OutputFormat, row.Defaults?.Resolution]), row.MaxPromptLength, row.MaxImages, row.MaxCount));
    }

    [Fact]
    public void AigptImage_has_no_edit_of_the_newer_model()
    {
        Assert.Equal(("1K 2K 4K", "auto"), (Joined(ModelCatalog.Find(ProviderNames.AigptImage, "nano-banana-2", Operations.Generate).Resolutions), ModelCatalog.Find(ProviderNames.AigptImage, "nano-banana-2", Operations.Generate).Defaults?.AspectRatio));
        Assert.Equal(ErrorIds.ImageNotAllowed, Assert.Throws<NanoBananaException>(() => ModelCatalog.Find(ProviderNames.AigptImage, "nano-banana-2", Operations.Edit)).ErrorId);
    }

    [Theory]
    [InlineData("nano-banana", Operations.Edit, "1K 2K", 3, 10)]
    [InlineData("nano-banana-2", Operations.Edit, "0.5K 1K 2K 4K", 14, 10)]
    [InlineData("nano-banana-2", Operations.Generate, "0.5K 1K 2K 4K", 0, 10)]
    [InlineData("nano-banana-pro", Operations.Edit, "1K 2K 4K", 5, 10)]
    [InlineData("nano-banana-pro", Operations.Generate, "1K 2K 4K", 0, 10)]
    public void Pixazo_has_the_cheaper_lane(string model, string operation, string resolutions, int images, int count)
    {
        var row = ModelCatalog.Find(ProviderNames.Pixazo, model, operation, economy: true);

        Assert.Equal((model, true, resolutions, images, count), (row.Model, row.Economy, Joined(row.Resolutions), row.MaxImages, row.MaxCount));
    }

    [Fact]
    public void Only_Pixazo_has_the_cheaper_lane_and_others_say_so()
    {
        Assert.Equal([ProviderNames.Pixazo], ModelCatalog.Rows.Where(row => row.Economy).Select(row => row.Provider).Distinct());
        var error = Assert.Throws<NanoBananaException>(() => ModelCatalog.Find(ProviderNames.Crun, model: null, Operations.Generate, economy: true));

        Assert.Equal(ErrorIds.OptionNotSupported, error.ErrorId);
        Assert.Contains("has no option -Economy for Generate. Providers with this option: Pixazo (-Model nano-banana-2 or nano-banana-pro)", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_web_is_searched_where_a_page_says_so() => Assert.Equal(
        ["Pixazo nano-banana", "Pixazo nano-banana-2", "Pixazo nano-banana-pro", "Pixazo nano-banana-2-request", "Pixazo nano-banana-2-generate", "NanoBananaApi nano-banana-2", "Crun google/nano-banana-2"],
        ModelCatalog.Rows.Where(row => row.WebSearch).Select(row => row.Provider + " " + row.Model).Distinct());

    [Theory]
    [InlineData(ProviderNames.Pixazo, "nano-banana-2", "nano-banana-2")]
    [InlineData(ProviderNames.NanoBananaApi, " Nano-Banana-PRO ", "nano-banana-pro")]
    [InlineData(ProviderNames.Crun, "nano-banana-2", "google/nano-banana-2")]
    [InlineData(ProviderNames.Crun, "GOOGLE/nano-banana-2-v2", "google/nano-banana-2-v2")]
    [InlineData(ProviderNames.Apikley, "nano-banana-2.1", "nano-banana-2-1")]
    [InlineData(ProviderNames.Apikley, "nano-banana", "google/nano-banana")]
    [InlineData(ProviderNames.AigptImage, "nano-banana-2", "nano-banana-2-text-to-image")]
    public void A_family_means_each_gateways_own_model(string provider, string asked, string model) =>
        Assert.Equal(model, ModelCatalog.Find(provider, asked, Operations.Generate).Model);

    [Fact]
    public void Life_is_Googles()
    {
        string? Life(string family) => ModelCatalog.Rows.First(row => row.Family == family) is var row ? FormattableString.Invariant($"{row.DeprecatedAt:yyyy-MM-dd}|{row.RetiresAt:yyyy-MM-dd}|{row.Successor}|{row.Disputed?.Contains("2026-10-29", StringComparison.Ordinal)}") : null;

        Assert.Equal("|2026-10-02|nano-banana-2|", Life("nano-banana"));
        Assert.Equal("2026-10-06||nano-banana-2.1|True", Life("nano-banana-2"));
        Assert.Equal(["|||", "|||False", "|||"], new[] { "nano-banana-2-lite", "nano-banana-2.1", "nano-banana-pro" }.Select(Life));
        var first = ModelCatalog.Find(ProviderNames.Crun, model: null, Operations.Generate);
        Assert.Equal((false, true), (first.IsRetired(DateTimeOffset.Parse("2026-10-01T23:59:59Z")), first.IsRetired(DateTimeOffset.Parse("2026-10-02T00:00:00Z"))));
    }

    [Fact]
    public void A_row_of_another_gateways_word_says_so()
    {
        Assert.Contains("kie.ai", ModelCatalog.Find(ProviderNames.Apikley, "nano-banana-2-1", Operations.Edit).Assumed, StringComparison.Ordinal);
        Assert.Contains("14", ModelCatalog.Find(ProviderNames.Apikley, "nano-banana-2-1", Operations.Edit).Disputed, StringComparison.Ordinal);
        Assert.All(ModelCatalog.Rows, row => Assert.True(row is { Source.Length: > 0, KnownAt: not null, LifeCycle.Length: > 0 }, row.ToString()));
        Assert.All(ModelCatalog.Rows.Where(row => row.Family is "nano-banana-2-lite"), row => Assert.Null(row.Prices));
    }

    private static string Joined(IEnumerable<string?> values) => string.Join(' ', values.Where(each => each is not null));
}
