using System.Text.Json.Nodes;
using NanoBanana.Emulation.Tests.Support;

namespace NanoBanana.Emulation.Tests;

/// <summary>What the pages forbid is refused, uncharged; what they allow passes.</summary>
public sealed class StrictnessTests : IDisposable
{
    private readonly Sandbox _sandbox = new();

    [Theory]
    [InlineData("Pixazo", "image_urls", "[]", 400)]
    [InlineData("Pixazo", "image_urls", "\"https://example.com/a.png\"", 400)]
    [InlineData("Pixazo", "image_urls", "[\"data:image/png;base64,AAAA\"]", 400)]
    [InlineData("Pixazo", "image_urls", "[\"http://example.com/a.png\"]", 400)]
    [InlineData("Pixazo", "prompt", "null", 400)]
    [InlineData("Pixazo", "prompt", "7", 400)]
    [InlineData("Pixazo", "num_images", "0", 400)]
    [InlineData("Pixazo", "num_images", "\"2\"", 400)]
    [InlineData("Pixazo", "output_format", "\"webp\"", 400)]
    [InlineData("Pixazo", "sync_mode", "\"true\"", 400)]
    [InlineData("NanoBananaApi", "callBackUrl", "null", 422)]
    [InlineData("NanoBananaApi", "callBackUrl", "\"not a url\"", 400)]
    [InlineData("NanoBananaApi", "type", "null", 422)]
    [InlineData("NanoBananaApi", "type", "\"IMAGETOIMAGE\"", 422)]
    [InlineData("NanoBananaApi", "imageUrls", "null", 422)]
    [InlineData("NanoBananaApi", "numImages", "5", 400)]
    [InlineData("NanoBananaApi", "numImages", "0", 400)]
    [InlineData("NanoBananaApi", "image_size", "\"auto\"", 400)]
    [InlineData("Crun", "prompt", "\"\"", 422)]
    [InlineData("Crun", "aspect_ratio", "\"1:9\"", 422)]
    [InlineData("Crun", "output_format", "\"jpeg\"", 422)]
    [InlineData("Crun", "img_urls", "[\"ftp://example.com/a.png\"]", 422)]
    [InlineData("Apikley", "image_urls", "null", 422)]
    [InlineData("Apikley", "image_size", "\"1:9\"", 422)]
    [InlineData("Apikley", "output_format", "\"jpg\"", 422)]
    [InlineData("AigptImage", "image_urls", "[\"data:image/png;base64,AAAA\"]", 422)]
    [InlineData("AigptImage", "aspect_ratio", "\"1:9\"", 422)]
    [InlineData("AigptImage", "output_format", "\"jpg\"", 422)]
    [InlineData("AigptImage", "nsfw_checker", "\"false\"", 422)]
    public async Task A_wrong_field_is_refused(string provider, string field, string json, int code)
    {
        var probe = AllGateways.ForEdit(provider);
        var body = probe.EditBody("x", "https://example.com/a.png");
        probe.InputOf(body)[field] = JsonNode.Parse(json);

        var refused = await _sandbox.SubmitAsync(probe, body);

        Assert.Equal(code, refused.Code);
        Assert.Equal(probe.SaysErrorsInBody ? 200 : code, refused.Status);
        Assert.Equal(0, _sandbox.Emulator.TaskCount);
        Assert.Empty(_sandbox.Emulator.Charges);
    }

    [Theory]
    [InlineData("Crun", 20000)]
    [InlineData("Apikley", 5000)]
    [InlineData("AigptImage", 20000)]
    public async Task A_prompt_has_its_documented_length(string provider, int limit)
    {
        var probe = AllGateways.Of(provider);

        Assert.Equal(200, (await _sandbox.SubmitAsync(probe, probe.TextBody(new string('x', limit)))).Code);
        Assert.Equal(422, (await _sandbox.SubmitAsync(probe, probe.TextBody(new string('x', limit + 1)))).Code);
    }

    [Theory]
    [InlineData("Crun", 8)]
    [InlineData("Apikley", 10)]
    [InlineData("AigptImage", 10)]
    public async Task Images_have_their_documented_number(string provider, int limit)
    {
        var probe = AllGateways.ForEdit(provider);
        string[] Images(int count) => [.. Enumerable.Range(0, count).Select(number => $"https://example.com/{number}.png")];

        Assert.Equal(200, (await _sandbox.SubmitAsync(probe, probe.EditBody("x", Images(limit)))).Code);
        Assert.Equal(422, (await _sandbox.SubmitAsync(probe, probe.EditBody("x", Images(limit + 1)))).Code);
    }

    [Theory]
    [InlineData("Crun")]
    [InlineData("Apikley")]
    [InlineData("AigptImage")]
    public async Task An_unknown_model_is_422(string provider)
    {
        var probe = AllGateways.Of(provider);
        var body = probe.TextBody("x");
        body["model"] = "google/nano-banana-9";

        Assert.Equal(422, (await _sandbox.SubmitAsync(probe, body)).Code);
    }

    [Theory]
    [InlineData("Pixazo", 400)]
    [InlineData("NanoBananaApi", 400)]
    [InlineData("Crun", 422)]
    [InlineData("Apikley", 422)]
    [InlineData("AigptImage", 400)]
    public async Task What_is_no_JSON_object_is_refused(string provider, int code)
    {
        var probe = AllGateways.Of(provider);
        foreach (var text in new[] { "", "{", "[]", "null", "{\"prompt\":\"a\",\"prompt\":\"b\"}", "{\"input\":{\"a\":1,\"a\":2}}" })
        {
            Assert.Equal(code, (await _sandbox.CallAsync(probe, HttpMethod.Post, probe.SubmitPath, text)).Code);
        }

        var asForm = await _sandbox.SubmitAsync(probe, probe.TextBody("x"), message => message.Content!.Headers.ContentType = new("text/plain"));
        Assert.Equal(code, asForm.Code);
    }

    [Fact]
    public async Task Fields_that_no_page_names_are_passed_over()
    {
        foreach (var provider in AllGateways.Names)
        {
            var probe = AllGateways.Of(provider);
            var body = probe.TextBody("x");
            probe.InputOf(body)["brand_new"] = new JsonObject();
            Assert.Equal(2, (await _sandbox.SubmitAsync(probe, body)).Status / 100);
        }

        Assert.Equal(5, _sandbox.Emulator.TaskCount);
    }

    public void Dispose() => _sandbox.Dispose();
}
