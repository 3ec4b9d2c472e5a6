using System.Text.Json.Nodes;
using NanoBanana.Client.Compatibility;
using NanoBanana.Client.Tests.Support;

namespace NanoBanana.Client.Tests.Gateways;

/// <summary>What is particular to each gateway's requests and replies.</summary>
public sealed class OtherGatewayTests
{
    [Fact]
    public async Task NanoBananaApi_gets_a_callback_that_leads_nowhere_where_the_user_gives_none()
    {
        var body = await BodyAsync(ProviderNames.NanoBananaApi, new ImageRequest { Prompt = "x" });

        Assert.EndsWith(".invalid", new Uri((string)body["callBackUrl"]!).Host, StringComparison.Ordinal);
        Assert.Equal("TEXTTOIAMGE", (string?)body["type"]);
        Assert.Equal(3, body.AsObject().Count);
    }

    [Fact]
    public async Task NanoBananaApi_makes_up_to_four()
    {
        var body = await BodyAsync(ProviderNames.NanoBananaApi, new ImageRequest { Prompt = "x", Count = 4 });

        Assert.Equal(4, (int)body["numImages"]!);
    }

    [Theory]
    [InlineData(ProviderNames.Crun, "callback_url")]
    [InlineData(ProviderNames.Apikley, "callBackUrl")]
    public async Task No_other_gateway_gets_a_callback_that_was_not_requested(string provider, string field)
    {
        var body = await BodyAsync(provider, new ImageRequest { Prompt = "x" });

        Assert.Null(body[field]);
        Golden.AssertSame(JsonNode.Parse("""{"prompt":"x"}"""), body["input"]);
    }

    [Fact]
    public async Task Crun_v2_ignores_the_format_so_it_is_not_sent_and_a_warning_says_so()
    {
        var request = new ImageRequest { Prompt = "x", Model = "google/nano-banana-v2", OutputFormat = "png", Resolution = "2K" };
        using var bench = new Bench(ProviderNames.Crun);

        var prepared = bench.Prepare(request);
        var body = await BodyAsync(ProviderNames.Crun, request);

        Golden.AssertSame(JsonNode.Parse("""{"model":"google/nano-banana-v2","input":{"prompt":"x"}}"""), body);
        Assert.Equal(
            ["Crun google/nano-banana-v2 ignores -OutputFormat: 'png' was not sent.", "Crun google/nano-banana-v2 ignores -Resolution: '2K' was not sent."],
            prepared.Warnings);
    }

    [Theory]
    [InlineData(ProviderNames.Crun, "jpg")]
    [InlineData(ProviderNames.Apikley, "jpeg")]
    [InlineData(ProviderNames.AigptImage, "jpeg")]
    public async Task Jpeg_and_jpg_are_one_format_in_the_gateways_own_spelling(string provider, string spelling)
    {
        foreach (var asked in new[] { "jpg", "JPEG", ".Jpg" })
        {
            var body = await BodyAsync(provider, new ImageRequest { Prompt = "x", OutputFormat = asked });
            Assert.Equal(spelling, (string?)body["input"]!["output_format"]);
        }
    }

    [Fact]
    public async Task AigptImages_safety_checker_is_named_only_to_switch_it_off()
    {
        var off = await BodyAsync(ProviderNames.AigptImage, new ImageRequest { Prompt = "x", DisableSafetyCheck = true });
        var on = await BodyAsync(ProviderNames.AigptImage, new ImageRequest { Prompt = "x" });

        Assert.False((bool)off["input"]!["nsfw_checker"]!);
        Assert.Null(on["input"]!["nsfw_checker"]);
    }

    [Theory]
    [InlineData("message")]
    [InlineData("msg")]
    public async Task Apikley_writes_msg_or_message(string member)
    {
        using var bench = new Bench(ProviderNames.Apikley);
        bench.Http.Answer(200, $$"""{"code":422,"{{member}}":"recordInfo is null"}""");

        var error = await Caught.ByAsync(ErrorIds.ValidationFailed, () => bench.GetAsync("t"));
        Assert.Equal("Apikley rejected a parameter (422): recordInfo is null", error.Message);
    }

    [Fact]
    public async Task Cruns_list_of_errors_is_reported()
    {
        using var bench = new Bench(ProviderNames.Crun);
        bench.Http.Answer(422, Golden.Text("Crun/error-422.json"));

        var result = await bench.SubmitAsync();

        Assert.Equal(ErrorIds.ValidationFailed, result.Error!.ErrorId);
        Assert.Contains("Missing Params or Type Error; Value error, Invalid input", result.Error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"resultImageUrl":"https://a.example/1.png","resultImageUrls":["https://a.example/1.png","https://a.example/2.png"]}""")]
    [InlineData("""{"images":[{"url":"https://a.example/1.png"},{"url":"https://a.example/2.png"}]}""")]
    [InlineData("""{"urls":["https://a.example/1.png","https://a.example/2.png"]}""")]
    public async Task NanoBananaApis_further_images_are_looked_for(string response)
    {
        using var bench = new Bench(ProviderNames.NanoBananaApi);
        bench.Http.Answer(200, """{"code":200,"data":{"successFlag":1,"response":""" + response + "}}");

        var task = await bench.GetAsync("t");

        Assert.Equal(["https://a.example/1.png", "https://a.example/2.png"], task.Images.Select(each => each.Url));
    }

    [Theory]
    [InlineData("https://example.com/\u00E4 b.png?x=1&y=\u00FC", "https://example.com/%C3%A4%20b.png?x=1&y=%C3%BC")]
    public async Task Addresses_are_sent_in_their_wire_form(string url, string sent)
    {
        var body = await BodyAsync(ProviderNames.Crun, new ImageRequest { Prompt = "x", Sources = [SourceImage.FromUrl(url)] });

        Assert.Equal(sent, (string?)body["input"]!["img_urls"]![0]);
    }

    [Fact]
    public async Task An_id_is_escaped_in_a_query()
    {
        using var bench = new Bench(ProviderNames.Crun);
        bench.Http.Answer(200, """{"code":200,"data":{"status":"running"}}""");

        await bench.GetAsync("a b&task_id=c/../d");

        Assert.Equal("/api/v1/client/job/TaskInfo?task_id=a%20b%26task_id%3Dc%2F..%2Fd", bench.Http.Only.PathAndQuery);
    }

    private static async Task<JsonNode> BodyAsync(string provider, ImageRequest request)
    {
        using var bench = new Bench(provider);
        bench.Http.Answer(200, Wire.Accepted(provider, Bench.UniqueName("id")));
        Assert.Null((await bench.SubmitAsync(request)).Error);
        return bench.Http.Only.Json!;
    }
}
