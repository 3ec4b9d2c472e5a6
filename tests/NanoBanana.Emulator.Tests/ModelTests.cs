using System.Globalization;
using System.Text.Json.Nodes;
using NanoBanana.Emulation.Tests.Support;

namespace NanoBanana.Emulation.Tests;

/// <summary>The current families at all five gateways: where they are asked for, what they take, make and cost.</summary>
public sealed class ModelTests : IDisposable
{
    private const string Pixazo = "Pixazo", Api = "NanoBananaApi", Crun = "Crun", Apikley = "Apikley", Aigpt = "AigptImage";
    private const string Jobs = "/api/v1/jobs/createTask", Create = "/api/v1/client/job/CreateTask";

    private readonly Sandbox _sandbox = new();

    [Theory]
    [InlineData(Pixazo, "/nano-banana-2/v1/text-to-image", """{"prompt":"a lake"}""", 1024, 1024, "0.084")]
    [InlineData(Pixazo, "/nano-banana-2/v1/text-to-image", """{"prompt":"a lake","resolution":"0.5K","aspect_ratio":"3:2","num_images":2,"safety_tolerance":"6"}""", 632, 424, "0.126")]
    [InlineData(Pixazo, "/nano-banana-2/v1/image-to-image/editing", """{"prompt":"a lake","image_urls":["IMAGE"],"resolution":"2K","aspect_ratio":"8:1"}""", 6144, 768, "0.126")]
    [InlineData(Pixazo, "/nano-banana-2/v1/text-to-image-batch", """{"prompt":"a lake","num_images":10}""", 1024, 1024, "0.42")]
    [InlineData(Pixazo, "/nano-banana-2/v1/image-to-image-batch", """{"prompt":"a lake","image_urls":["IMAGE"]}""", 1376, 768, "0.042")]
    [InlineData(Pixazo, "/nano-banana-2/v1/nano-banana-2-request", """{"prompt":"a lake","limit_generations":true,"enable_web_search":false}""", 1024, 1024, "0.084")]
    [InlineData(Pixazo, "/nano-banana-2/v1/nano-banana-2/generate", """{"prompt":"a lake","image_input":["IMAGE"],"google_search":true,"output_format":"png"}""", 1376, 768, "0.084")]
    [InlineData(Pixazo, "/nano-banana-2-lite/v1/text-to-image", """{"prompt":"a lake","aspect_ratio":"16:9","output_format":"jpeg","num_images":1}""", 1376, 768, "0.03")]
    [InlineData(Pixazo, "/nano-banana-2-lite/v1/image-to-image/editing", """{"prompt":"a lake","image_urls":["IMAGE"]}""", 1376, 768, "0.03")]
    [InlineData(Pixazo, "/nano-banana-pro/v1/text-to-image", """{"prompt":"a lake","resolution":"4K","output_format":"png"}""", 4096, 4096, "0.252")]
    [InlineData(Pixazo, "/nano-banana-pro/v1/image-to-image/editing", """{"prompt":"a lake","image_urls":["IMAGE"],"aspect_ratio":"21:9"}""", 1584, 672, "0.1407")]
    [InlineData(Pixazo, "/nano-banana-pro-async/v1/nano-banana-pro-text-to-image", """{"prompt":"a lake"}""", 1024, 1024, "0.08")]
    [InlineData(Pixazo, "/nano-banana-pro-async/v1/nano-banana-pro-image-to-image", """{"prompt":"a lake","image_urls":["IMAGE"],"resolution":"4K","aspect_ratio":"1:1"}""", 4096, 4096, "0.12")]
    [InlineData(Api, "/api/v1/nanobanana/generate-2", """{"prompt":"a lake"}""", 1024, 1024, "8")]
    [InlineData(Api, "/api/v1/nanobanana/generate-2", """{"prompt":"a lake","imageUrls":[],"aspectRatio":"1:8","resolution":"2K","outputFormat":"png"}""", 768, 6144, "12")]
    [InlineData(Api, "/api/v1/nanobanana/generate-pro", """{"prompt":"a lake","imageUrls":["IMAGE"],"resolution":"4K","aspectRatio":"4:5"}""", 3712, 4608, "24")]
    [InlineData(Crun, Create, """{"model":"google/nano-banana-2","input":{"prompt":"a lake","aspect_ratio":"4:1","google_search":true}}""", 2048, 512, "5")]
    [InlineData(Crun, Create, """{"model":"google/nano-banana-2-v2","input":{"prompt":"a lake","resolution":"2K"}}""", 2048, 2048, "3")]
    [InlineData(Crun, Create, """{"model":"google/nano-banana-2-lite","input":{"prompt":"a lake"}}""", 1024, 1024, "2")]
    [InlineData(Crun, Create, """{"model":"google/nano-banana-pro","input":{"prompt":"a lake","img_urls":["IMAGE"],"resolution":"4K"}}""", 4096, 4096, "10")]
    [InlineData(Crun, Create, """{"model":"google/nano-banana-pro-v2","input":{"prompt":"a lake","output_format":"jpg"}}""", 1024, 1024, "4.8")]
    [InlineData(Apikley, Jobs, """{"model":"nano-banana-2","input":{"prompt":"a lake","image_input":["IMAGE"]}}""", 1376, 768, "8")]
    [InlineData(Apikley, Jobs, """{"model":"nano-banana-2-lite","input":{"prompt":"a lake","image_urls":[],"aspect_ratio":"auto"}}""", 1024, 1024, "4")]
    [InlineData(Apikley, Jobs, """{"model":"nano-banana-2-1","input":{"prompt":"a lake","aspect_ratio":"3:2"}}""", 1264, 848, "4")]
    [InlineData(Apikley, Jobs, """{"model":"nano-banana-pro","input":{"prompt":"a lake","resolution":"2K"}}""", 2048, 2048, "18")]
    [InlineData(Aigpt, Jobs, """{"model":"nano-banana-2-text-to-image","input":{"prompt":"a lake","resolution":"2K","aspect_ratio":"9:16"}}""", 1536, 2752, "12")]
    public async Task A_model_makes_its_size_and_costs_its_price(string provider, string path, string body, int width, int height, string price)
    {
        await _sandbox.PutAsync("/host/wide.png", SmallImages.Png(1600, 900));
        var probe = AllGateways.Of(provider);
        var json = body.Replace("IMAGE", _sandbox.Emulator.ImageHost + "/wide.png", StringComparison.Ordinal);

        var answer = await _sandbox.CallAsync(probe, HttpMethod.Post, path, json);
        var end = await _sandbox.EndOfAsync(probe, probe.TaskId(answer.Json));

        var charge = Assert.Single(_sandbox.Emulator.Charges);
        Assert.Equal(decimal.Parse(price, CultureInfo.InvariantCulture), charge.Amount);
        var image = ImageFile.Read((await _sandbox.GetAsync(probe.Urls(end)[0])).Bytes);
        Assert.Equal((width, height), (image.Width, image.Height));
    }

    [Theory]
    [InlineData(Pixazo, "/nano-banana-2/v1/text-to-image", """{"prompt":"a lake","safety_tolerance":4}""")]
    [InlineData(Pixazo, "/nano-banana-2/v1/text-to-image", """{"prompt":"a lake","num_images":5}""")]
    [InlineData(Pixazo, "/nano-banana-2/v1/text-to-image", """{"prompt":"ab"}""")]
    [InlineData(Pixazo, "/nano-banana-pro/v1/text-to-image", """{"prompt":"a lake","resolution":"0.5K"}""")]
    [InlineData(Pixazo, "/nano-banana-pro/v1/text-to-image", """{"prompt":"a lake","aspect_ratio":"1:8"}""")]
    [InlineData(Pixazo, "/nano-banana-pro/v1/image-to-image/editing", """{"prompt":"a lake"}""")]
    [InlineData(Pixazo, "/nano-banana-2/v1/nano-banana-2/generate", """{"prompt":"a lake","output_format":"webp"}""")]
    [InlineData(Api, "/api/v1/nanobanana/generate-2", """{"prompt":"a lake","outputFormat":"jpeg"}""")]
    [InlineData(Api, "/api/v1/nanobanana/generate-pro", """{"prompt":"a lake","aspectRatio":"1:4"}""")]
    [InlineData(Crun, Create, """{"model":"google/nano-banana-pro","input":{"prompt":"a lake","img_urls":[]}}""")]
    [InlineData(Crun, Create, """{"model":"google/nano-banana-2","input":{"prompt":"a lake","output_format":"jpeg"}}""")]
    [InlineData(Crun, Create, """{"model":"google/nano-banana-3","input":{"prompt":"a lake"}}""")]
    [InlineData(Apikley, Jobs, """{"model":"nano-banana-2-lite","input":{"prompt":"a lake"}}""")]
    [InlineData(Apikley, Jobs, """{"model":"nano-banana-2","input":{"prompt":"a lake","output_format":"jpeg"}}""")]
    [InlineData(Aigpt, Jobs, """{"model":"nano-banana-2","input":{"prompt":"a lake"}}""")]
    public async Task What_the_model_does_not_take_is_refused(string provider, string path, string body)
    {
        var answer = await _sandbox.CallAsync(AllGateways.Of(provider), HttpMethod.Post, path, body);

        Assert.InRange(answer.Code, 400, 422);
        Assert.Empty(_sandbox.Emulator.Charges);
    }

    [Fact]
    public async Task The_older_routes_of_Pixazo_are_asked_in_their_own_ways()
    {
        var probe = AllGateways.Of(Pixazo);
        var id = probe.TaskId((await _sandbox.CallAsync(probe, HttpMethod.Post, "/nano-banana-2/v1/nano-banana-2/generate", """{"prompt":"a lake"}""")).Json);

        var prediction = (await _sandbox.CallAsync(probe, HttpMethod.Post, "/nano-banana-2/v1/nano-banana-2/prediction", $$"""{"prediction_id":"{{id}}"}""")).Json;
        var result = (await _sandbox.CallAsync(probe, HttpMethod.Post, "/nano-banana-2/v1/nano-banana-2-request-result", $$"""{"request_id":"{{id}}"}""")).Json;

        Assert.Equal("succeeded", prediction["status"]!.ToString());
        Assert.Equal(prediction["image"]!.ToString(), result["images"]![0]!["url"]!.ToString());
    }

    [Fact]
    public async Task The_second_generation_of_NanoBananaApi_posts_its_record()
    {
        using var receiver = new CallbackReceiver();
        var probe = AllGateways.Of(Api);
        await _sandbox.CallAsync(probe, HttpMethod.Post, "/api/v1/nanobanana/generate-2", new JsonObject { ["prompt"] = "[refuse]", ["callBackUrl"] = receiver.Url }.ToJsonString());

        var callback = await receiver.NextAsync();

        Assert.Equal((200, 3), (callback["code"]!.GetValue<int>(), callback["data"]!["successFlag"]!.GetValue<int>()));
        Assert.Equal("nano-banana-2_1k", callback["data"]!["operationType"]!.ToString());
    }

    public void Dispose() => _sandbox.Dispose();
}
