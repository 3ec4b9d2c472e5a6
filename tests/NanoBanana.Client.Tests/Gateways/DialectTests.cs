using System.Text.Json.Nodes;
using NanoBanana.Client.Tests.Support;

namespace NanoBanana.Client.Tests.Gateways;

/// <summary>The address and the body of each newer form of a request, field by field.</summary>
public sealed class DialectTests
{
    private const string Image = "https://example.com/a.png";

    [Theory]
    [InlineData(ProviderNames.Pixazo, "nano-banana-2", false, false, "/nano-banana-2/v1/text-to-image", """{"prompt":"a red hat","aspect_ratio":"1:4","output_format":"jpeg","resolution":"2K","enable_web_search":true}""")]
    [InlineData(ProviderNames.Pixazo, "nano-banana-2", true, false, "/nano-banana-2/v1/image-to-image/editing", """{"prompt":"a red hat","image_urls":["https://example.com/a.png"],"aspect_ratio":"1:4","output_format":"jpeg","resolution":"2K","enable_web_search":true}""")]
    [InlineData(ProviderNames.Pixazo, "nano-banana-2", true, true, "/nano-banana-2/v1/image-to-image-batch", """{"prompt":"a red hat","image_urls":["https://example.com/a.png"],"aspect_ratio":"1:4","output_format":"jpeg","resolution":"2K","enable_web_search":true}""")]
    [InlineData(ProviderNames.Pixazo, "nano-banana-2-request", false, false, "/nano-banana-2/v1/nano-banana-2-request", """{"prompt":"a red hat","aspect_ratio":"1:4","output_format":"jpeg","resolution":"2K","enable_web_search":true}""")]
    [InlineData(ProviderNames.Pixazo, "nano-banana-2-generate", true, false, "/nano-banana-2/v1/nano-banana-2/generate", """{"prompt":"a red hat","image_input":["https://example.com/a.png"],"aspect_ratio":"1:4","resolution":"2K","output_format":"jpg","google_search":true}""")]
    [InlineData(ProviderNames.NanoBananaApi, "nano-banana-2", true, false, "/api/v1/nanobanana/generate-2", """{"prompt":"a red hat","imageUrls":["https://example.com/a.png"],"aspectRatio":"1:4","resolution":"2K","googleSearch":true,"outputFormat":"jpg"}""")]
    [InlineData(ProviderNames.Crun, "nano-banana-2", true, false, "/api/v1/client/job/CreateTask", """{"model":"google/nano-banana-2","input":{"prompt":"a red hat","img_urls":["https://example.com/a.png"],"aspect_ratio":"1:4","output_format":"jpg","resolution":"2K","google_search":true}}""")]
    public async Task All_options_of_nano_banana_2_are_sent_as_the_page_spells_them(string provider, string model, bool edit, bool economy, string path, string body)
    {
        var sent = await SentAsync(provider, new ImageRequest { Prompt = "a red hat", Model = model, Economy = economy, Sources = edit ? [Image] : [], AspectRatio = "1:4", OutputFormat = "jpg", Resolution = "2k", WebSearch = true });

        Assert.Equal(path, sent.Path);
        Golden.AssertSame(JsonNode.Parse(body), sent.Body);
    }

    [Theory]
    [InlineData(ProviderNames.Pixazo, "nano-banana-2-lite", "/nano-banana-2-lite/v1/text-to-image", """{"prompt":"a red hat"}""")]
    [InlineData(ProviderNames.Pixazo, "nano-banana-pro", "/nano-banana-pro/v1/text-to-image", """{"prompt":"a red hat","aspect_ratio":"auto","resolution":"1K"}""")]
    [InlineData(ProviderNames.NanoBananaApi, "nano-banana-2", "/api/v1/nanobanana/generate-2", """{"prompt":"a red hat","aspectRatio":"auto","resolution":"1K","outputFormat":"jpg"}""")]
    [InlineData(ProviderNames.NanoBananaApi, "nano-banana-pro", "/api/v1/nanobanana/generate-pro", """{"prompt":"a red hat","callBackUrl":"https://nanobanana-powershell.invalid/no-callback"}""")]
    [InlineData(ProviderNames.Crun, "nano-banana-2", "/api/v1/client/job/CreateTask", """{"model":"google/nano-banana-2","input":{"prompt":"a red hat","aspect_ratio":"1:1","output_format":"png","resolution":"1K"}}""")]
    [InlineData(ProviderNames.Crun, "nano-banana-2-lite", "/api/v1/client/job/CreateTask", """{"model":"google/nano-banana-2-lite","input":{"prompt":"a red hat"}}""")]
    [InlineData(ProviderNames.Apikley, "nano-banana-2", "/api/v1/jobs/createTask", """{"model":"nano-banana-2","input":{"prompt":"a red hat","output_format":"jpg","aspect_ratio":"auto","resolution":"1K"}}""")]
    [InlineData(ProviderNames.Apikley, "nano-banana-2-lite", "/api/v1/jobs/createTask", """{"model":"nano-banana-2-lite","input":{"prompt":"a red hat","aspect_ratio":"auto"}}""")]
    [InlineData(ProviderNames.Apikley, "nano-banana-2.1", "/api/v1/jobs/createTask", """{"model":"nano-banana-2-1","input":{"prompt":"a red hat","output_format":"jpg","aspect_ratio":"auto","resolution":"1K"}}""")]
    [InlineData(ProviderNames.AigptImage, "nano-banana-2", "/api/v1/jobs/createTask", """{"model":"nano-banana-2-text-to-image","input":{"prompt":"a red hat","aspect_ratio":"auto","resolution":"1K","output_format":"png"}}""")]
    public async Task The_documented_defaults_are_sent(string provider, string model, string path, string body)
    {
        var sent = await SentAsync(provider, new ImageRequest { Prompt = "a red hat", Model = model });

        Assert.Equal(path, sent.Path);
        Golden.AssertSame(JsonNode.Parse(body), sent.Body);
    }

    [Theory]
    [InlineData(ProviderNames.Apikley, "nano-banana-pro", "image_input")]
    [InlineData(ProviderNames.Apikley, "nano-banana-2-lite", "image_urls")]
    [InlineData(ProviderNames.Apikley, "nano-banana-2-1", "image_input")]
    [InlineData(ProviderNames.NanoBananaApi, "nano-banana-pro", "imageUrls")]
    [InlineData(ProviderNames.Crun, "nano-banana-pro", "img_urls")]
    [InlineData(ProviderNames.Pixazo, "nano-banana-pro", "image_urls")]
    public async Task Sources_and_then_references_are_one_list(string provider, string model, string field)
    {
        var sent = await SentAsync(provider, new ImageRequest { Prompt = "a red hat", Model = model, Sources = [Image], References = ["https://example.com/b.png"] });

        Assert.Equal([Image, "https://example.com/b.png"], (sent.Body!["input"] ?? sent.Body)[field]!.AsArray().Select(link => (string?)link));
    }

    [Theory]
    [InlineData("nano-banana-2-request", "/nano-banana-2/v1/nano-banana-2-request-result", """{"request_id":"43c9e643"}""")]
    [InlineData("nano-banana-2-generate", "/nano-banana-2/v1/nano-banana-2/prediction", """{"prediction_id":"43c9e643"}""")]
    [InlineData("nano-banana", "/nano-banana-polling/nano-banana/getStatus", """{"requestId":"43c9e643"}""")]
    public async Task A_task_without_a_polling_url_is_asked_for_where_its_model_was(string model, string path, string body)
    {
        using var bench = new Bench(ProviderNames.Pixazo);
        bench.Http.Answer(200, """{"request_id":"43c9e643"}""").Answer(200, """{"request_id":"43c9e643","status":"succeeded","success":true,"image":"https://pub-1.r2.dev/v1/output.png"}""");

        var task = (await bench.SubmitAsync(new ImageRequest { Prompt = "a red hat", Model = model })).AcceptedTask();
        var seen = await bench.QueryAsync(task);

        Assert.Equal((TaskStates.Succeeded, "https://pub-1.r2.dev/v1/output.png"), (seen.State, seen.Images[0].Url));
        Assert.Equal(path, bench.Http.Sent[1].Uri.AbsolutePath);
        Golden.AssertSame(JsonNode.Parse(body), bench.Http.Sent[1].Json);
    }

    private static async Task<(string Path, JsonNode? Body)> SentAsync(string provider, ImageRequest request)
    {
        using var bench = new Bench(provider);
        bench.Http.Answer(200, Wire.Accepted(provider, Bench.UniqueName("t")));
        Assert.Null((await bench.SubmitAsync(request)).Error);
        return (bench.Http.Only.Uri.AbsolutePath, bench.Http.Only.Json);
    }
}
