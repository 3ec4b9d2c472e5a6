using NanoBanana.Client.Compatibility;
using NanoBanana.Client.Journal;
using NanoBanana.Client.Tests.Support;

namespace NanoBanana.Client.Tests.Gateways;

/// <summary>Each submit gives the gateway's own request example: method, address, headers and body.</summary>
public sealed class GoldenSubmitTests
{
    [Fact]
    public async Task Pixazo_edits()
    {
        var (sent, task) = await SubmitAsync("Pixazo/edit", new ImageRequest
        {
            Prompt = "Edit the image to have a red hat",
            Sources = [SourceImage.FromUrl("https://example.com/image1.jpg")],
            OutputFormat = "jpeg",
        });

        Assert.Equal("https://gateway.pixazo.ai/nano-banana/v1/nano-banana/generateEditImageRequest", sent.Uri.AbsoluteUri);
        Assert.Equal(Bench.Key, sent.Header("Ocp-Apim-Subscription-Key"));
        Assert.Equal("no-cache", sent.Header("Cache-Control"));
        Assert.Null(sent.Header("Authorization"));
        Assert.Equal("43c9e643-0693-4f99-9e92-ff15ef6d1c55", task.Id);
    }

    [Theory]
    [InlineData("NanoBananaApi/generate", false)]
    [InlineData("NanoBananaApi/edit", true)]
    public async Task NanoBananaApi_generates_and_edits(string example, bool edit)
    {
        var (sent, task) = await SubmitAsync(example, new ImageRequest
        {
            Prompt = "A serene mountain landscape at sunset with a lake reflecting the orange sky",
            Sources = edit ? [SourceImage.FromUrl("https://example.com/input-image.jpg")] : [],
            CallbackUrl = new Uri("https://your-callback-url.com/callback"),
            Count = 1,
            Watermark = "NanoBanana",
            AspectRatio = "1:1",
        });

        Assert.Equal("https://api.nanobananaapi.ai/api/v1/nanobanana/generate", sent.Uri.AbsoluteUri);
        Assert.Equal("Bearer " + Bench.Key, sent.Header("Authorization"));
        Assert.Equal("task12345", task.Id);
    }

    [Fact]
    public async Task Crun_edits()
    {
        var (sent, task) = await SubmitAsync("Crun/edit", new ImageRequest
        {
            Prompt = "a fox in the snow",
            Sources = [SourceImage.FromUrl("https://example.com/fox.png")],
            CallbackUrl = new Uri("https://your-domain.com/api/callback"),
            AspectRatio = "16:9",
            OutputFormat = "jpeg",
            Resolution = "1k",
        });

        Assert.Equal("https://api.crun.ai/api/v1/client/job/CreateTask", sent.Uri.AbsoluteUri);
        Assert.Equal(Bench.Key, sent.Header("x-api-key"));
        Assert.Null(sent.Header("Authorization"));
        Assert.Equal("0f8fad5b-d9cb-469f-a165-70867728950e", task.Id);
    }

    [Fact]
    public async Task Apikley_edits()
    {
        var (sent, task) = await SubmitAsync("Apikley/edit", new ImageRequest
        {
            Prompt = (string)Golden.Json("Apikley/edit-request.json")["input"]!["prompt"]!,
            Sources = [SourceImage.FromUrl("https://file.aiquickdraw.com/custom-page/akr/section-images/1756223420389w8xa2jfe.png")],
            CallbackUrl = new Uri("https://your-domain.com/api/callback"),
            OutputFormat = "png",
            AspectRatio = "1:1",
        });

        Assert.Equal("https://api.apikley.ru/api/v1/jobs/createTask", sent.Uri.AbsoluteUri);
        Assert.Equal("Bearer " + Bench.Key, sent.Header("Authorization"));
        Assert.Contains("character\u2019s image", sent.Text, StringComparison.Ordinal);
        Assert.Equal("task_google_1765178615729", task.Id);
    }

    [Fact]
    public async Task AigptImage_edits()
    {
        var (sent, task) = await SubmitAsync("AigptImage/edit", new ImageRequest
        {
            Prompt = "Turn this photo into a collectible character figure with packaging in the background",
            Sources = [SourceImage.FromUrl("https://cdn.example.com/input.png")],
            AspectRatio = "1:1",
            OutputFormat = "png",
        });

        Assert.Equal("https://aigptimage.com/api/v1/jobs/createTask", sent.Uri.AbsoluteUri);
        Assert.Equal("Bearer " + Bench.Key, sent.Header("Authorization"));
        Assert.Equal(task.IntentId, sent.Header("X-Request-ID"));
        Assert.Equal("task_xxxxxxxxxxxxx", task.Id);
    }

    private static async Task<(SentRequest Sent, ImageTask Task)> SubmitAsync(string example, ImageRequest request)
    {
        using var bench = new Bench(example.Split('/')[0]);
        bench.Http.Answer(200, Golden.Text(example.Replace("edit", bench.Profile.Provider switch
        {
            ProviderNames.NanoBananaApi => "generate",
            ProviderNames.Crun => "create",
            _ => "edit",
        }, StringComparison.Ordinal) + "-reply.json"));

        var task = (await bench.SubmitAsync(request)).AcceptedTask();

        var sent = bench.Http.Only;
        Assert.Equal("POST", sent.Method);
        Assert.Equal("application/json", sent.Header("Content-Type"));
        Assert.Equal("application/json", sent.Header("Accept"));
        Assert.StartsWith("NanoBanana.PowerShell/", sent.Header("User-Agent"), StringComparison.Ordinal);
        Golden.AssertSame(Golden.Json(example + "-request.json"), sent.Json);
        Assert.Equal((TaskStates.Pending, FakeTime.Start), (task.State, task.SubmittedAt));
        Assert.Equal((request.Prompt, request.Operation, request.AspectRatio, request.OutputFormat), (task.Prompt, task.Operation, task.AspectRatio, task.OutputFormat));
        Assert.Equal(request.Sources, task.Source);
        return (sent, task);
    }
}
