using NanoBanana.Emulation.Tests.Support;

namespace NanoBanana.Emulation.Tests;

/// <summary>Results have the documented size and format, show their task and prompt, and are all different.</summary>
public sealed class ResultImageTests : IDisposable
{
    private static readonly (string Ratio, string Size)[] Table =
    [
        ("1:1", "1024x1024"), ("16:9", "1920x1080"), ("21:9", "2560x1096"), ("3:2", "1800x1200"), ("2:3", "1200x1800"),
        ("4:5", "1080x1350"), ("5:4", "1250x1000"), ("3:4", "1080x1440"), ("4:3", "1440x1080"), ("9:16", "1080x1920"),
    ];

    private readonly Sandbox _sandbox = new();

    public static TheoryData<string, string, string> RatiosAndFormats
    {
        get
        {
            var data = new TheoryData<string, string, string>();
            foreach (var (ratio, size) in Table)
            {
                data.Add(ratio, "png", size);
                data.Add(ratio, "jpeg", size);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(RatiosAndFormats))]
    public async Task An_image_has_the_size_of_its_ratio(string ratio, string format, string size)
    {
        var probe = AllGateways.Of("AigptImage");
        var body = probe.TextBody("a prompt");
        probe.InputOf(body)["image_size"] = ratio;
        probe.InputOf(body)["output_format"] = format;

        var image = Assert.Single(await _sandbox.ImagesAsync(probe, body));

        Assert.Equal((200, "image/" + format), (image.Status, image.MediaType));
        var file = ImageFile.Read(image.Bytes);
        Assert.Equal((size, format), ($"{file.Width}x{file.Height}", file.Format));
    }

    [Theory]
    [MemberData(nameof(AllGateways.Names), MemberType = typeof(AllGateways))]
    public async Task All_gateways_use_the_same_sizes(string provider)
    {
        var probe = AllGateways.Of(provider);
        var body = probe.TextBody("x");
        probe.InputOf(body)[probe.RatioField] = "21:9";

        var file = ImageFile.Read(Assert.Single(await _sandbox.ImagesAsync(probe, body)).Bytes);

        Assert.Equal((2560, 1096), (file.Width, file.Height));
    }

    [Theory]
    [InlineData("png", "a simple prompt")]
    [InlineData("png", "café, naïve")]
    [InlineData("png", "バナナ 🍌\nsecond line")]
    [InlineData("jpeg", "a simple prompt")]
    [InlineData("jpeg", "バナナ 🍌\nsecond line")]
    public async Task An_image_shows_its_task_and_prompt(string format, string prompt)
    {
        var probe = AllGateways.Of("Apikley");
        var body = probe.TextBody(prompt);
        probe.InputOf(body)["output_format"] = format;
        var id = await _sandbox.AcceptAsync(probe, body);

        var image = await _sandbox.GetAsync(probe.Urls(await _sandbox.EndOfAsync(probe, id))[0]);

        var texts = ImageFile.Read(image.Bytes).Texts;
        Assert.Equal(id, texts["TaskId"]);
        Assert.Equal(prompt, texts["Prompt"]);
    }

    [Fact]
    public async Task A_prompt_longer_than_a_JPEG_comment_is_cut_between_characters()
    {
        var pixazo = AllGateways.Of("Pixazo");

        var image = Assert.Single(await _sandbox.ImagesAsync(pixazo, pixazo.TextBody(new string('字', 40000))));

        var prompt = ImageFile.Read(image.Bytes).Texts["Prompt"];
        Assert.True(prompt.Length > 20000);
        Assert.All(prompt, character => Assert.Equal('字', character));
    }

    [Fact]
    public async Task No_two_images_are_alike()
    {
        var pixazo = AllGateways.Of("Pixazo");
        var body = pixazo.TextBody("the same prompt");
        body["num_images"] = 4;

        var images = (await _sandbox.ImagesAsync(pixazo, body)).Concat(await _sandbox.ImagesAsync(pixazo, body)).ToList();

        Assert.Equal(8, images.Count);
        Assert.Equal(8, images.Select(image => Convert.ToHexString(ImageFile.Read(image.Bytes).Pixels)).Distinct().Count());
    }

    [Fact]
    public async Task The_same_URL_gives_the_same_bytes_each_time_and_HEAD_their_length()
    {
        var crun = AllGateways.Of("Crun");
        var url = crun.Urls(await _sandbox.EndOfAsync(crun, await _sandbox.AcceptAsync(crun, crun.TextBody("x"))))[0];

        var first = await _sandbox.GetAsync(url);
        using var http = new HttpClient();
        using var head = await http.SendAsync(new HttpRequestMessage(HttpMethod.Head, url));

        Assert.Equal(first.Bytes, (await _sandbox.GetAsync(url)).Bytes);
        Assert.Equal(first.Bytes.Length, head.Content.Headers.ContentLength);
    }

    [Fact]
    public async Task NanoBananaApi_names_further_images_beside_the_first()
    {
        var probe = AllGateways.Of("NanoBananaApi");
        var body = probe.TextBody("x");
        body["numImages"] = 3;

        var response = (await _sandbox.EndOfAsync(probe, await _sandbox.AcceptAsync(probe, body)))["data"]!["response"]!;

        Assert.Equal(3, response["resultImageUrls"]!.AsArray().Count);
        Assert.Equal(response["resultImageUrl"]!.ToString(), response["resultImageUrls"]![0]!.ToString());
    }

    [Fact]
    public async Task Pixazos_sync_mode_gives_data_URIs()
    {
        var pixazo = AllGateways.Of("Pixazo");
        var body = pixazo.TextBody("x");
        body["sync_mode"] = true;

        var uri = Assert.Single(pixazo.Urls(await _sandbox.EndOfAsync(pixazo, await _sandbox.AcceptAsync(pixazo, body))));

        const string start = "data:image/jpeg;base64,";
        Assert.StartsWith(start, uri, StringComparison.Ordinal);
        Assert.Equal(1024, ImageFile.Read(Convert.FromBase64String(uri[start.Length..])).Width);
    }

    [Fact]
    public async Task Cruns_second_channel_ignores_the_format()
    {
        var crun = AllGateways.Of("Crun");
        var body = crun.TextBody("x");
        body["model"] = "google/nano-banana-v2";
        crun.InputOf(body)["output_format"] = "jpg";

        Assert.Equal("image/png", Assert.Single(await _sandbox.ImagesAsync(crun, body)).MediaType);
    }

    [Fact]
    public async Task There_is_no_image_before_the_end_and_none_beyond_the_last()
    {
        var clock = new FakeTimeProvider();
        using var sandbox = new Sandbox(new EmulatorOptions { Key = Sandbox.Key, TaskDuration = TimeSpan.FromSeconds(10), TimeProvider = clock });
        var crun = AllGateways.Of("Crun");
        var id = await sandbox.AcceptAsync(crun, crun.TextBody("x"));

        Assert.Equal(404, (await sandbox.GetAsync($"/results/crun/{id}/0.png")).Status);
        clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(200, (await sandbox.GetAsync($"/results/crun/{id}/0.png")).Status);
        Assert.Equal(404, (await sandbox.GetAsync($"/results/crun/{id}/1.png")).Status);
        Assert.Equal(404, (await sandbox.GetAsync($"/results/crun/{id}/0.jpeg")).Status);
        Assert.Equal(404, (await sandbox.GetAsync($"/results/apikley/{id}/0.png")).Status);
    }

    public void Dispose() => _sandbox.Dispose();
}
