using NanoBanana.Client.Compatibility;
using NanoBanana.Client.Tests.Support;

namespace NanoBanana.Client.Tests.Uploads;

public sealed class CrunUploadTests : IDisposable
{
    private readonly UploadBench _bench = new(ProviderNames.Crun);

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task A_file_goes_to_the_presigned_address_without_our_key()
    {
        _bench.OffersPlace("a").Http.Answer(200, "");
        _bench.Accepts();

        var task = (await _bench.SubmitAsync(_bench.File())).AcceptedTask();

        var (ask, put, submit) = (_bench.Sent[0], _bench.Sent[1], _bench.Sent[2]);
        Assert.Equal(("GET", "https://api.crun.ai/api/v1/client/files/upload-url?content_type=image%2Fpng&ext=.png", Bench.Key), (ask.Method, ask.Uri.AbsoluteUri, ask.Header("x-api-key")));
        Assert.Equal(("PUT", "https://bucket.example/a?X-Amz-Signature=w"), (put.Method, put.Uri.AbsoluteUri));
        Assert.Equal(Pictures.Png, put.Body);
        Assert.Equal(["Content-Length", "Content-Type", "User-Agent"], put.Headers.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(("image/png", $"{Pictures.Png.Length}"), (put.Header("Content-Type"), put.Header("Content-Length")));
        Assert.Equal("https://files.example/a", (string?)submit.Json!["input"]!["img_urls"]![0]);
        Assert.EndsWith("my holiday 1.png", Assert.Single(task.Source), StringComparison.Ordinal);
        Assert.All(_bench.Sent, sent => Assert.DoesNotContain("holiday", sent.Uri + sent.Text, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("jpeg", "content_type=image%2Fjpeg&ext=.jpg")]
    [InlineData("webp", "content_type=image%2Fwebp&ext=.webp")]
    public async Task The_bytes_decide_on_the_type(string format, string query)
    {
        _bench.OffersPlace("a").Http.Answer(200, "");
        _bench.Accepts();

        Assert.Null((await _bench.SubmitAsync(_bench.File(format == "jpeg" ? Pictures.Jpeg : Pictures.WebP))).Error);

        Assert.Equal("?" + query, _bench.Sent[0].Uri.Query);
    }

    [Fact]
    public async Task Files_and_links_keep_their_order()
    {
        _bench.OffersPlace("a").Http.Answer(200, "");
        _bench.OffersPlace("b").Http.Answer(200, "");
        _bench.Accepts();
        var sources = new[] { SourceImage.FromFile(_bench.File()), SourceImage.FromUrl("https://example.com/2.png"), SourceImage.FromFile(_bench.File(Pictures.Jpeg)) };

        await _bench.Bench.SubmitAsync(_bench.Bench.Prepare("x", sources));

        Assert.Equal(
            ["https://files.example/a", "https://example.com/2.png", "https://files.example/b"],
            _bench.Sent[4].Json!["input"]!["img_urls"]!.AsArray().Select(url => (string)url!));
    }

    [Theory]
    [InlineData("http://bucket.example/a", "https://files.example/a")]
    [InlineData("https://bucket.example/a", "http://files.example/a")]
    [InlineData("http://127.0.0.1/a", "https://files.example/a")]
    [InlineData("", "https://files.example/a")]
    [InlineData("https://bucket.example/a", "relative")]
    public async Task An_address_that_is_not_trusted_gets_nothing(string putUrl, string fileUrl)
    {
        _bench.Http.Answer(200, $$"""{"code":200,"data":{"presigned_url":"{{putUrl}}","file_url":"{{fileUrl}}"} }""");

        var result = await _bench.SubmitAsync(_bench.File());

        Assert.Equal((ErrorIds.UploadFailed, null), (result.Error!.ErrorId, result.Task));
        Assert.Single(_bench.Sent);
    }

    [Fact]
    public async Task A_put_that_fails_for_the_moment_is_repeated_from_the_start()
    {
        _bench.OffersPlace("a").Http.CannotConnect().Answer(503, "").Break().Answer(201, "");
        _bench.Accepts();

        Assert.Null((await _bench.SubmitAsync(_bench.File())).Error);

        Assert.Equal([Pictures.Png, Pictures.Png, Pictures.Png], _bench.Sent.Where(sent => sent.Method == "PUT" && sent.Body is not null).Select(sent => sent.Body!));
        Assert.Equal(TimeSpan.FromSeconds(0.5 + 1 + 2), _bench.Bench.Time.Elapsed);
    }

    [Theory]
    [InlineData(401, ErrorIds.UploadDenied, 1)]
    [InlineData(403, ErrorIds.UploadDenied, 1)]
    [InlineData(404, ErrorIds.UploadPlaceNotFound, 1)]
    [InlineData(409, ErrorIds.UploadPlaceNotFound, 1)]
    [InlineData(413, ErrorIds.UploadFailed, 1)]
    [InlineData(302, ErrorIds.UploadFailed, 1)]
    [InlineData(500, ErrorIds.UploadFailed, 4)]
    [InlineData(507, ErrorIds.UploadStorageFull, 1)]
    public async Task Nothing_is_submitted_where_the_upload_fails(int status, string errorId, int puts)
    {
        _bench.OffersPlace("a");
        for (var i = 0; i < puts; i++)
        {
            _bench.Http.Answer(status, "<Error/>", ("Location", "https://elsewhere.example/"));
        }

        var path = _bench.File();
        var result = await _bench.SubmitAsync(path);

        Assert.Equal((errorId, path, null), (result.Error!.ErrorId, result.Error.Target, result.Task));
        Assert.Contains($"it returned {status}", result.Error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Signature", result.Error.ToString(), StringComparison.Ordinal);
        Assert.Equal(1 + puts, _bench.Sent.Count);
    }
}
