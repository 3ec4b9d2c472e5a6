using System.Text;
using System.Text.Json.Nodes;
using NanoBanana.Emulation.Tests.Support;

namespace NanoBanana.Emulation.Tests;

/// <summary>The uploads of Crun and Apikley; what was uploaded can be fetched under the URL they give.</summary>
public sealed class UploadTests : IDisposable
{
    private static readonly byte[] Image = SmallImages.Png(20, 10);

    private readonly Sandbox _sandbox = new();
    private readonly Probe _crun = AllGateways.Of("Crun");
    private readonly Probe _apikley = AllGateways.Of("Apikley");

    [Fact]
    public async Task Crun_takes_bytes_at_a_presigned_URL()
    {
        var data = (await _sandbox.CallAsync(_crun, HttpMethod.Get, "/api/v1/client/files/upload-url?content_type=image/png&ext=.png")).Json["data"]!;

        Assert.Equal(200, (await PutAsync(data["presigned_url"]!.ToString(), "image/png")).Status);

        var stored = await _sandbox.GetAsync(data["file_url"]!.ToString());
        Assert.Equal((200, "application/octet-stream"), (stored.Status, stored.MediaType));
        Assert.Equal(Image, stored.Bytes);
    }

    [Fact]
    public async Task Crun_refuses_another_signature_or_media_type()
    {
        var data = (await _sandbox.CallAsync(_crun, HttpMethod.Get, "/api/v1/client/files/upload-url?content_type=image/png&ext=.png")).Json["data"]!;
        var url = data["presigned_url"]!.ToString();

        Assert.Equal(403, (await PutAsync(url, "image/jpeg")).Status);
        Assert.Equal(403, (await PutAsync(url[..^1], "image/png")).Status);
        Assert.Equal(422, (await _sandbox.CallAsync(_crun, HttpMethod.Get, "/api/v1/client/files/upload-url?ext=.png")).Status);
        Assert.Equal(401, (await _sandbox.GetAsync("/crun/api/v1/client/files/upload-url?content_type=image/png&ext=.png")).Status);
    }

    [Fact]
    public async Task Apikley_takes_a_form()
    {
        using var form = BrowserForm.Of(
            BrowserForm.File("file", "photo.png", Image), BrowserForm.Text("uploadPath", "images/user"), BrowserForm.Text("fileName", "renamed é.png"));

        var answer = await UploadAsync("stream", form);

        await AssertStoredAsync(answer, "renamed é.png", "images/user/renamed é.png");
    }

    [Fact]
    public async Task Apikley_takes_base64_and_a_data_URI()
    {
        var base64 = Convert.ToBase64String(Image);
        foreach (var text in new[] { base64, "data:image/png;base64," + base64 })
        {
            var answer = await UploadJsonAsync("base64", new() { ["base64Data"] = text, ["uploadPath"] = "images", ["fileName"] = "a.png" });
            await AssertStoredAsync(answer, "a.png", "images/a.png");
        }
    }

    [Fact]
    public async Task Apikley_fetches_a_URL_of_this_machine()
    {
        await _sandbox.PutAsync("/host/source.png", Image);

        var answer = await UploadJsonAsync("url", new() { ["fileUrl"] = _sandbox.Emulator.ImageHost + "/source.png", ["uploadPath"] = "images" });

        await AssertStoredAsync(answer, "source.png", "images/source.png");
        Assert.Equal(500, (await UploadJsonAsync("url", new() { ["fileUrl"] = _sandbox.Emulator.ImageHost + "/none.png", ["uploadPath"] = "images" })).Code);
        Assert.Equal(500, (await UploadJsonAsync("url", new() { ["fileUrl"] = "https://example.com/a.png", ["uploadPath"] = "images" })).Code);
    }

    [Fact]
    public async Task Apikley_refuses_incomplete_uploads()
    {
        using var form = BrowserForm.Of(BrowserForm.Text("uploadPath", "images"));

        Assert.Equal(422, (await UploadAsync("stream", form)).Code);
        Assert.Equal(422, (await UploadAsync("stream", new StringContent("no form"))).Code);
        Assert.Equal(422, (await UploadJsonAsync("base64", new() { ["base64Data"] = "AAAA" })).Code);
        Assert.Equal(422, (await UploadJsonAsync("base64", new() { ["base64Data"] = "not base64!", ["uploadPath"] = "images" })).Code);
        Assert.Equal(413, (await UploadJsonAsync("base64", new()
        {
            ["base64Data"] = Convert.ToBase64String(new byte[(10 * 1024 * 1024) + 1]), ["uploadPath"] = "images",
        })).Code);
    }

    /// <summary>What strict parsers in use refuse: each was sent by a real client of some language.</summary>
    public static TheoryData<string, string> OddParts => new()
    {
        { "name=uploadPath", "" },
        { "name=\"uploadPath\"; size=\"6\"", "" },
        { "name=\"uploadPath\"", "\r\nContent-Type: text/plain; charset=utf-8" },
        { "name=\"uploadPath\"", "\r\nContent-Length: 6" },
        { "name=\"uploadPath\"", "\r\nContent-Transfer-Encoding: 8bit" },
        { "filename=\"a.png\"; name=\"uploadPath\"", "" },
        { "name=\"uploadPath\"; filename=a.png", "" },
        { "name=\"uploadPath\"; filename=\"a.png\"; filename*=utf-8''a.png", "" },
    };

    [Theory]
    [MemberData(nameof(OddParts))]
    public async Task A_form_that_no_browser_sends_is_refused(string parameters, string headers)
    {
        using var form = BrowserForm.Of(BrowserForm.File("file", "photo.png", Image), BrowserForm.Part(parameters, headers, "images"u8.ToArray()));

        var answer = await UploadAsync("stream", form);

        Assert.Equal((422, "Failed to parse body as FormData."), (answer.Code, answer.Json["msg"]!.ToString()));
        Assert.NotEmpty(answer.Headers.GetValues("X-Emulator-Reason"));
    }

    [Fact]
    public async Task The_form_of_NET_itself_is_refused()
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(Image), "file", "photo.png" }, { new StringContent("images"), "uploadPath" } };

        Assert.Equal(422, (await UploadAsync("stream", form)).Code);
    }

    [Fact]
    public async Task Apikley_gives_links_to_its_own_files_only()
    {
        var id = await _sandbox.AcceptAsync(_apikley, _apikley.TextBody("x"));
        var url = _apikley.Urls(await _sandbox.EndOfAsync(_apikley, id))[0];
        Task<Answer> LinkAsync(string target) => _sandbox.CallAsync(
            _apikley, HttpMethod.Post, "/api/v1/common/download-url", new JsonObject { ["url"] = target }.ToJsonString());

        var link = (await LinkAsync(url)).Json["data"]!.GetValue<string>();

        Assert.Equal("image/png", (await _sandbox.GetAsync(link)).MediaType);
        Assert.Equal(422, (await LinkAsync("https://example.com/a.png")).Code);
    }

    public void Dispose() => _sandbox.Dispose();

    private Task<Answer> PutAsync(string url, string mediaType)
    {
        var put = new HttpRequestMessage(HttpMethod.Put, url) { Content = new ByteArrayContent(Image) };
        put.Content.Headers.ContentType = new(mediaType);
        return _sandbox.SendAsync(put);
    }

    private Task<Answer> UploadJsonAsync(string way, JsonObject body) =>
        UploadAsync(way, new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json"));

    private Task<Answer> UploadAsync(string way, HttpContent content) => _sandbox.CallAsync(
        _apikley, HttpMethod.Post, $"/file-upload/api/file-{way}-upload", change: message => message.Content = content);

    private async Task AssertStoredAsync(Answer answer, string fileName, string filePath)
    {
        Golden.AssertShape(Golden.Read("Apikley/upload.response.json"), answer.Json);
        var data = answer.Json["data"]!;
        Assert.Equal((fileName, filePath), (data["fileName"]!.ToString(), data["filePath"]!.ToString()));
        Assert.Equal(Image, (await _sandbox.GetAsync(data["downloadUrl"]!.ToString())).Bytes);
    }
}
