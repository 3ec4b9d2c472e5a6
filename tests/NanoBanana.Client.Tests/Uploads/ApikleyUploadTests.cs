using NanoBanana.Client.Compatibility;
using NanoBanana.Client.Tests.Support;

namespace NanoBanana.Client.Tests.Uploads;

public sealed class ApikleyUploadTests : IDisposable
{
    private readonly UploadBench _bench = new(ProviderNames.Apikley);

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task A_file_goes_as_a_form()
    {
        _bench.Http.Answer(200, Golden.Text("Apikley/upload-reply.json"));
        _bench.Accepts();

        Assert.Null((await _bench.SubmitAsync(_bench.File())).Error);

        var upload = _bench.Sent[0];
        Assert.Equal(("POST", "https://api.apikley.ru/file-upload/api/file-stream-upload", "Bearer " + Bench.Key), (upload.Method, upload.Uri.AbsoluteUri, upload.Header("Authorization")));
        Assert.StartsWith("multipart/form-data; boundary=", upload.Header("Content-Type"), StringComparison.Ordinal);
        var text = System.Text.Encoding.Latin1.GetString(upload.Body!);
        Assert.Contains(System.Text.Encoding.Latin1.GetString(Pictures.Png), text, StringComparison.Ordinal);
        Assert.Matches("""Content-Type: image/png\r\n""", text);
        Assert.Matches("""name="?file"?; filename="?[0-9a-f]{32}\.png""", text);
        Assert.Matches("""name="?uploadPath"?\r\n\r\nnanobanana\r\n""", text);
        Assert.Matches("""name="?fileName"?\r\n\r\n[0-9a-f]{32}\.png\r\n""", text);
        Assert.DoesNotContain("holiday", text, StringComparison.Ordinal);
        Assert.Equal("https://tempfile.example.com/nanobanana/a.png", (string?)_bench.Sent[1].Json!["input"]!["image_urls"]![0]);
    }

    /// <summary>The reply that is recorded at kie.ai: another success within, a path below the account, and no <c>fileUrl</c>.</summary>
    [Fact]
    public async Task The_recorded_reply_names_the_link_to_use()
    {
        _bench.Http.Answer(200, """
            {"success":true,"code":200,"msg":"File uploaded successfully","data":{"success":true,"fileName":"a.png","filePath":"kieai/136592/nanobanana/a.png",
            "downloadUrl":"https://tempfile.redpandaai.co/kieai/136592/nanobanana/a.png","fileSize":11,"mimeType":"image/png","uploadedAt":"2026-04-16T07:19:10.400Z"}}
            """);
        _bench.Accepts();

        Assert.Null((await _bench.SubmitAsync(_bench.File())).Error);

        Assert.Equal("https://tempfile.redpandaai.co/kieai/136592/nanobanana/a.png", (string?)_bench.Sent[1].Json!["input"]!["image_urls"]![0]);
    }

    [Theory]
    [InlineData(401, ErrorIds.Unauthorized)]
    [InlineData(413, ErrorIds.PayloadTooLarge)]
    [InlineData(500, ErrorIds.InternalServerError)]
    public async Task The_gateways_refusal_is_reported_and_nothing_is_submitted(int code, string errorId)
    {
        _bench.Http.Answer(200, Wire.Envelope(ProviderNames.Apikley, code, $"no, {Bench.Key}"));
        var path = _bench.File();

        var result = await _bench.SubmitAsync(path);

        Assert.Equal((errorId, path, null), (result.Error!.ErrorId, result.Error.Target, result.Task));
        Assert.DoesNotContain("SECRET", result.Error + result.Error.Reply, StringComparison.Ordinal);
        Assert.Single(_bench.Sent);
    }

    [Theory]
    [InlineData("""{"success":true,"code":200,"data":{}}""")]
    [InlineData("""{"success":true,"code":200,"data":{"downloadUrl":"http://tempfile.example.com/a.png"}}""")]
    [InlineData("<html/>")]
    public async Task A_reply_without_a_usable_address_is_a_failed_upload(string reply)
    {
        _bench.Http.Answer(200, reply);

        Assert.Equal(ErrorIds.UploadFailed, (await _bench.SubmitAsync(_bench.File())).Error!.ErrorId);
    }

    [Fact]
    public async Task An_upload_that_fails_for_the_moment_is_repeated_whole()
    {
        _bench.Http.Break().Answer(503, "").Answer(200, Golden.Text("Apikley/upload-reply.json"));
        _bench.Accepts();

        Assert.Null((await _bench.SubmitAsync(_bench.File())).Error);

        Assert.Equal(3, _bench.Sent.Take(3).Count(sent => System.Text.Encoding.Latin1.GetString(sent.Body!).Contains(System.Text.Encoding.Latin1.GetString(Pictures.Png), StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_connection_that_breaks_is_a_failed_upload()
    {
        for (var i = 0; i < 4; i++)
        {
            _bench.Http.Break("the connection was reset");
        }

        var error = (await _bench.SubmitAsync(_bench.File())).Error!;

        Assert.Equal((ErrorIds.UploadFailed, false), (error.ErrorId, error.MayHaveBeenCharged));
        Assert.Contains("the connection was reset", error.Message, StringComparison.Ordinal);
    }
}
