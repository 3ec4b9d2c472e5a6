using NanoBanana.Client.Compatibility;
using NanoBanana.Client.Downloads;
using NanoBanana.Client.Tests.Support;

namespace NanoBanana.Client.Tests.Downloads;

public sealed class NameTemplateTests
{
    private static readonly ImageTask Task = SaveBench.Task("https://a.example/1") with
    {
        Request = new ImageRequest { Sources = ["/home/me/holiday/beach.photo.jpg"], Prompt = "a red hat", AspectRatio = "16:9" },
        Model = "google/nano-banana",
        CompletedAt = new DateTimeOffset(2026, 10, 5, 12, 0, 0, TimeSpan.Zero),
    };

    [Theory]
    [InlineData("{Source}", "beach.photo")]
    [InlineData("{Id}_{Index}", "task-1_1")]
    [InlineData("{Provider} {Model}", "Crun google_nano-banana")]
    [InlineData("{Prompt}", "a red hat")]
    [InlineData("{Prompt:5}", "a red")]
    [InlineData("{prompt:999}", "a red hat")]
    [InlineData("x-{AspectRatio}", "x-16_9")]
    [InlineData("plain", "plain")]
    public void Fields_are_filled_in(string template, string name)
    {
        NameTemplate.Check(template);

        Assert.Equal(name, NameTemplate.Expand(template, Task, Task.Images[0]));
    }

    [Fact]
    public void The_date_is_the_users_own() => Assert.Equal(
        Task.CompletedAt!.Value.ToLocalTime().ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
        NameTemplate.Expand("{Date}", Task, Task.Images[0]));

    [Theory]
    [InlineData("photo.png", "photo")]
    [InlineData("C:\\photos\\beach.jpg", "beach")]
    [InlineData("https://cdn.example.com/a/b%20c.webp?sig=secret#x", "b c")]
    [InlineData("https://cdn.example.com/", "task-1")]
    [InlineData(".hidden", "hidden")]
    [InlineData("archive", "archive")]
    [InlineData("https://cdn.example.com/..%2F..%2Fetc%2Fpasswd", "passwd")]
    public void A_source_gives_its_bare_name(string source, string name) =>
        Assert.Equal(name, NameTemplate.Expand(NameTemplate.Default, Task with { Request = new ImageRequest { Sources = [source] } }, Task.Images[0]));

    [Fact]
    public void Without_a_source_the_id_is_taken() => Assert.Equal("task-1", NameTemplate.Expand(NameTemplate.Default, Task with { Request = new ImageRequest() }, Task.Images[0]));

    [Theory]
    [InlineData("{Source}", "beach.photo-2")]
    [InlineData("{Index}-{Source}", "2-beach.photo")]
    public void Several_images_get_different_names(string template, string name)
    {
        var both = Task with { Images = SaveBench.Task("https://a.example/1", "https://a.example/2").Images };

        Assert.Equal(name, NameTemplate.Expand(template, both, both.Images[1]));
    }

    [Theory]
    [InlineData("{Sku}", "A-1")]
    [InlineData("{sku}", "A-1")]
    [InlineData("{Tag.Index}", "seven")]
    [InlineData("{Index}", "1")]
    [InlineData("{Tag.Sku}", "A-1")]
    [InlineData("{Article No}", "7")]
    [InlineData("{Empty}", "beach.photo")]
    [InlineData("{Sku} {Date:yyyy}", "A-1 2026")]
    public void A_column_of_the_tag_is_a_field(string template, string name)
    {
        var tagged = Task with { Request = Task.Request! with { Tag = new Dictionary<string, object?> { ["Sku"] = "A-1", ["Index"] = "seven", ["Article No"] = 7, ["Empty"] = "" } } };

        Assert.Equal(name, NameTemplate.Expand(template, tagged, tagged.Images[0]));
    }

    [Theory]
    [InlineData("a red cup", "a red cup")]
    [InlineData("  \"Cups\": red/blue, 50% off…  ", "Cups red blue 50 off")]
    [InlineData("日本の茶碗", "日本の茶碗")]
    [InlineData("!!!", "id-1")]
    [InlineData("", "id-1")]
    public void A_text_to_image_is_named_after_its_prompt(string prompt, string name)
    {
        var task = Task with { Id = "id-1", Request = new ImageRequest { Prompt = prompt } };

        Assert.Equal(name, NameTemplate.Expand(NameTemplate.Default, task, task.Images[0]));
    }

    [Fact]
    public void A_value_with_braces_is_no_template() =>
        Assert.Equal("{Id}", NameTemplate.Expand("{Prompt}", Task with { Request = new ImageRequest { Prompt = "{Id}" } }, Task.Images[0]));

    [Theory]
    [InlineData("{Size}", "'Size' is neither a field nor a column of the task's tag")]
    [InlineData("{Source", "an opening brace has no closing brace")]
    [InlineData("Source}", "a closing brace has no opening brace")]
    [InlineData("{}", "an opening brace has no closing brace")]
    [InlineData("{Prompt:1000}", "is not a number from 1 to 999")]
    [InlineData("{Date:qq}", "'qq' is not a date format")]
    [InlineData(" ", "it is empty")]
    public async Task A_wrong_template_names_the_fields_and_fetches_nothing(string template, string why)
    {
        using var bench = new SaveBench();

        var error = await Caught.ByAsync(ErrorIds.InvalidNameTemplate, () => bench.SaveAsync(options: bench.Options with { Name = template }));

        Assert.Contains(why, error.Message, StringComparison.Ordinal);
        Assert.Contains("{Source}, {Id}, {Index}, {Date}, {Provider}, {Model}, {Prompt}, {AspectRatio}", error.Message, StringComparison.Ordinal);
        Assert.Contains("'{Source}-{Index}'", error.RecommendedAction, StringComparison.Ordinal);
        Assert.Empty(bench.Folder.Names);
    }
}
