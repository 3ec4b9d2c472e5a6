using NanoBanana.Client.Journal;
using NanoBanana.Client.Tests.Support;

namespace NanoBanana.Client.Tests.Gateways;

/// <summary>Both generations of Pixazo.</summary>
public sealed class PixazoTests : IDisposable
{
    private const string OldId = "43c9e643-0693-4f99-9e92-ff15ef6d1c55";

    private readonly Bench _bench = new(ProviderNames.Pixazo);

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task The_older_generation_is_asked_by_post()
    {
        _bench.Http.Answer(200, Golden.Text("Pixazo/images-query-success.json"));

        var task = await _bench.GetAsync(OldId);

        Assert.Equal("https://gateway.pixazo.ai/nano-banana-polling/nano-banana/getStatus", _bench.Http.Only.Uri.AbsoluteUri);
        Assert.Equal("POST", _bench.Http.Only.Method);
        Golden.AssertSame(Golden.Json("Pixazo/get-status-request.json"), _bench.Http.Only.Json);
        Assert.Equal(
            new ResultImage { Url = "https://cdn.example.com/out.png", Index = 1, ContentType = "image/png", Width = 1024, Height = 1024 },
            Assert.Single(task.Images));
    }

    [Fact]
    public async Task The_newer_generation_is_asked_at_its_polling_url()
    {
        _bench.Http.Answer(202, Golden.Text("Pixazo/v2-submit-reply.json")).Answer(200, Golden.Text("Pixazo/v2-query-success.json"));

        var task = (await _bench.SubmitAsync()).AcceptedTask();
        Assert.Equal((TaskStates.Pending, "nano-banana_019d0000-aaaa"), (task.State, task.Id));
        var ended = await _bench.QueryAsync(task);

        Assert.Equal("GET https://gateway.pixazo.ai/v2/requests/status/nano-banana_019d0000-aaaa", _bench.Http.Sent[1].Method + " " + _bench.Http.Sent[1].Uri);
        Assert.Equal(Bench.Key, _bench.Http.Sent[1].Header("Ocp-Apim-Subscription-Key"));
        Assert.Equal("https://pub-1.r2.dev/v1/a/output.ext", Assert.Single(ended.Images).Url);
        Assert.Equal(new DateTimeOffset(2026, 4, 15, 10, 0, 9, TimeSpan.Zero), ended.CompletedAt);
    }

    [Theory]
    [InlineData("https://evil.example.com/v2/requests/status/x")]
    [InlineData("https://gateway.pixazo.ai.evil.example.com/v2/requests/status/x")]
    [InlineData("https://gateway.pixazo.ai@evil.example.com/v2/requests/status/x")]
    [InlineData("http://gateway.pixazo.ai/v2/requests/status/x")]
    [InlineData("https://gateway.pixazo.ai:8443/v2/requests/status/x")]
    [InlineData("file:///v2/requests/status/x")]
    [InlineData("/v2/requests/status/x")]
    public async Task The_key_never_goes_to_a_polling_url_elsewhere(string pollingUrl)
    {
        _bench.Http
            .Answer(202, $$"""{"request_id":"{{OldId}}","status":"QUEUED","polling_url":"{{pollingUrl}}"}""")
            .Answer(200, """{"status":"IN_PROGRESS"}""");

        var task = await _bench.QueryAsync((await _bench.SubmitAsync()).AcceptedTask());

        Assert.Equal(TaskStates.Running, task.State);
        Assert.Equal("https://gateway.pixazo.ai/nano-banana-polling/nano-banana/getStatus", _bench.Http.Sent[1].Uri.AbsoluteUri);
    }

    [Fact]
    public async Task A_polling_url_must_lie_below_the_base_uri()
    {
        using var bench = new Bench(ProviderNames.Pixazo, profile => profile with { BaseUri = new Uri("http://127.0.0.1:8080/pixazo") });
        bench.Http
            .Answer(202, $$"""{"request_id":"{{OldId}}","polling_url":"http://127.0.0.1:8080/crun/status"}""")
            .Answer(200, "{}");

        await bench.QueryAsync((await bench.SubmitAsync()).AcceptedTask());

        Assert.Equal("http://127.0.0.1:8080/pixazo/nano-banana-polling/nano-banana/getStatus", bench.Http.Sent[1].Uri.AbsoluteUri);
    }

    [Fact]
    public async Task A_failed_task_keeps_the_gateways_words()
    {
        _bench.Http.Answer(200, Golden.Text("Pixazo/v2-query-error.json"));

        var task = await _bench.GetAsync("nano-banana_019d0000-aaaa");

        Assert.Equal(new TaskFailure { Reason = ErrorIds.TaskFailed, Code = "ERROR", Message = "Upstream fault" }, task.Failure);
    }

    [Fact]
    public async Task Inline_images_come_as_data_uris()
    {
        _bench.Http.Answer(200, $$"""{"request_id":"{{OldId}}","status":"COMPLETED","images":[{"url":"data:image/png;base64,AAAA"}]}""");

        var task = (await _bench.SubmitAsync(new ImageRequest { Prompt = "x", Inline = true })).AcceptedTask();

        Assert.Equal("""{"prompt":"x","sync_mode":true}""", _bench.Http.Only.Text);
        Assert.Equal((TaskStates.Succeeded, "data:image/png;base64,AAAA"), (task.State, Assert.Single(task.Images).Url));
    }

    [Fact]
    public async Task Images_in_the_submits_reply_are_a_finished_task_even_without_an_id()
    {
        _bench.Http.Answer(200, """{"images":[{"url":"https://cdn.example.com/1.png"}]}""");

        var task = (await _bench.SubmitAsync()).AcceptedTask();

        Assert.Equal((TaskStates.Succeeded, null, "https://cdn.example.com/1.png"), (task.State, task.Id, Assert.Single(task.Images).Url));
        Assert.Same(task, await _bench.QueryAsync(task));
    }

    [Theory]
    [InlineData("""{"output":["https://a.example/1.png","https://a.example/2.png"]}""", 2)]
    [InlineData("""{"output":"https://a.example/1.png"}""", 1)]
    [InlineData("""{"output":{"media_url":"https://a.example/1.png"}}""", 1)]
    [InlineData("""{"status":"done","imageUrl":"https://a.example/1.png"}""", 1)]
    [InlineData("""{"status":"Success","url":"https://a.example/1.png","image_url":null}""", 1)]
    public async Task Every_shape_of_a_result_is_read(string reply, int images)
    {
        _bench.Http.Answer(200, reply);

        var task = await _bench.GetAsync(OldId);

        Assert.Equal((TaskStates.Succeeded, images, "https://a.example/1.png"), (task.State, task.Images.Count, task.Images[0].Url));
    }

    [Fact]
    public async Task A_callback_is_a_header()
    {
        _bench.Http.Answer(200, Golden.Text("Pixazo/edit-reply.json"));

        await _bench.SubmitAsync(new ImageRequest { Prompt = "x", CallbackUrl = new Uri("https://me.example/hook"), Count = 2, AspectRatio = "21:9", OutputFormat = "webp" });

        Assert.Equal("https://me.example/hook", _bench.Http.Only.Header("X-Webhook-URL"));
        Assert.Equal("https://gateway.pixazo.ai/nano-banana/v1/nano-banana/generateTextToImageRequest", _bench.Http.Only.Uri.AbsoluteUri);
        Assert.Equal("""{"prompt":"x","aspect_ratio":"21:9","num_images":2,"output_format":"webp"}""", _bench.Http.Only.Text);
    }
}
