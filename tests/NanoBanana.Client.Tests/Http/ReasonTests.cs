using NanoBanana.Client.Compatibility;
using NanoBanana.Client.Tests.Support;

namespace NanoBanana.Client.Tests.Http;

/// <summary>The reason that a gateway gives is reported, whatever shape it has. On 438ef55 each of these was "it gave no reason".</summary>
public sealed class ReasonTests
{
    private const string CdnPage = """
        <!DOCTYPE html><html><head><title>Attention Required! &#124; Cloudflare</title></head><body><h1>Sorry, you have been blocked</h1></body></html>
        """;

    [Theory]
    [InlineData("""{"detail":[{"loc":["body","input","prompt"],"msg":"field required","type":"missing"}]}""", "body.input.prompt: field required")]
    [InlineData("""{"code":422,"message":{"text":"the prompt is too long","limit":100}}""", "the prompt is too long")]
    [InlineData("""{"code":422,"msg":{"prompt":["too long","not English"]}}""", """{"prompt":["too long","not English"]}""")]
    [InlineData("""{"error":{"message":{"detail":"no such ratio"}}}""", "no such ratio")]
    [InlineData("""{"errors":[{"field":"image_size","message":"unknown"},"and more"]}""", "image_size: unknown; and more")]
    [InlineData("""["first","second"]""", "first; second")]
    [InlineData("upstream connect error or disconnect", "upstream connect error or disconnect")]
    [InlineData("""{"message":"cut off in the mid""", "cut off in the mid")]
    public async Task It_is_told(string body, string reason)
    {
        using var bench = new Bench(ProviderNames.Crun);
        bench.Http.Answer(422, body);

        var error = (await bench.SubmitAsync()).Error!;

        Assert.Equal(ErrorIds.ValidationFailed, error.ErrorId);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_of_a_CDN_is_called_that()
    {
        using var bench = new Bench(ProviderNames.Crun);
        bench.Http.Answer(403, CdnPage, ("Server", "cloudflare"));

        var error = (await bench.SubmitAsync()).Error!;

        Assert.Contains("a web page of cloudflare was returned instead of a reply (HTTP 403, titled 'Attention Required! | Cloudflare')", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_in_place_of_a_state_is_called_that()
    {
        using var bench = new Bench(ProviderNames.Crun);
        bench.Http.Answer(200, "<html><body><h1>Please log in to the guest network</h1></body></html>");

        var error = await Caught.ByAsync(ErrorIds.UnreadableReply, () => bench.GetAsync("t"));

        Assert.Contains("'Please log in to the guest network'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_304_is_no_redirect()
    {
        using var bench = new Bench(ProviderNames.Crun);
        bench.Http.Answer(304, string.Empty);

        Assert.Equal(ErrorIds.UnexpectedStatus, (await bench.SubmitAsync()).Error!.ErrorId);
    }

    [Fact]
    public async Task Nothing_at_the_address_of_a_submit_points_at_the_base_URI()
    {
        using var bench = new Bench(ProviderNames.Crun);
        bench.Http.Answer(404, "<html><title>Not Found</title></html>", ("Server", "nginx"));

        var error = (await bench.SubmitAsync()).Error!;

        Assert.Equal(ErrorIds.NotFound, error.ErrorId);
        Assert.Contains("base URI", error.RecommendedAction, StringComparison.Ordinal);
        Assert.Contains("nginx", error.Message, StringComparison.Ordinal);
    }
}
