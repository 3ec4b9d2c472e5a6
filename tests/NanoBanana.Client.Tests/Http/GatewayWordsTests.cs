using NanoBanana.Client.Compatibility;
using NanoBanana.Client.Tests.Support;

namespace NanoBanana.Client.Tests.Http;

/// <summary>What a message says of a reply that is not what the documents promise.</summary>
public sealed class GatewayWordsTests
{
    [Theory]
    [InlineData("Pixazo/error-400.json", 400, ErrorIds.BadRequest, "Invalid request parameters")]
    [InlineData("Pixazo/error-401.json", 401, ErrorIds.Unauthorized, "Invalid or missing authentication")]
    [InlineData("Pixazo/error-403.json", 403, ErrorIds.Forbidden, "Access denied for this operation")]
    [InlineData("Pixazo/error-404.json", 404, ErrorIds.NotFound, "Endpoint not found")]
    [InlineData("Pixazo/error-429.json", 429, ErrorIds.RateLimited, "Rate limit exceeded, please retry later")]
    [InlineData("AigptImage/error-429.json", 429, ErrorIds.RateLimited, "rate limit exceeded")]
    public async Task The_documented_errors_are_reported(string example, int status, string errorId, string words)
    {
        using var bench = new Bench(example.Split('/')[0]);
        bench.Http.AnswerAlways(status, Golden.Text(example));

        var error = (await bench.SubmitAsync()).Error!;

        Assert.Equal(errorId, error.ErrorId);
        Assert.Contains(words, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"statusCode":401,"message":"Access denied due to invalid subscription key."}""", "Access denied due to invalid subscription key.")]
    [InlineData("""{"error":"Insufficient Balance","message":"Your wallet is empty."}""", "Your wallet is empty.; Insufficient Balance")]
    [InlineData("""{"error":{"message":"nested"}}""", "nested")]
    [InlineData("""{"detail":"from the framework"}""", "from the framework")]
    [InlineData("""{"message":"{\"error\":{\"code\":400,\"message\":\"wrapped twice\"}}"}""", "wrapped twice")]
    [InlineData("""{"message":"{\"status\":\"INVALID\"}"}""", """{"status":"INVALID"}""")]
    [InlineData("<html><body>Bad Gateway</body></html>", "a web page was returned instead of a reply (HTTP 401).")]
    [InlineData("", "it gave no reason.")]
    public async Task Words_are_found_wherever_they_stand(string reply, string words)
    {
        using var bench = new Bench(ProviderNames.Pixazo);
        bench.Http.Answer(401, reply);

        var error = (await bench.SubmitAsync()).Error!;

        Assert.EndsWith("(401): " + words, error.Message, StringComparison.Ordinal);
        Assert.Equal(reply, error.Reply);
    }

    [Theory]
    [InlineData(400, "Your prompt was flagged by our content policy")]
    [InlineData(422, "Blocked: prohibited content")]
    [InlineData(403, "NSFW image detected")]
    [InlineData(400, "safety system rejected the request")]
    public async Task A_refusal_is_distinguished_from_a_crash_and_is_never_sent_again(int status, string words)
    {
        using var bench = new Bench(ProviderNames.AigptImage);
        bench.Http.Answer(status, Wire.Envelope(ProviderNames.AigptImage, status, words));

        var result = await bench.SubmitAsync();

        Assert.Equal((ErrorIds.ContentRefused, ErrorKind.SecurityError), (result.Error!.ErrorId, result.Error.Kind));
        Assert.Contains(words, result.Error.Message, StringComparison.Ordinal);
        Assert.Null(result.Task);
    }

    [Fact]
    public async Task A_complaint_about_the_safety_switch_is_no_refusal()
    {
        using var bench = new Bench(ProviderNames.AigptImage);
        bench.Http.Answer(422, Wire.Envelope(ProviderNames.AigptImage, 422, "nsfw_checker must be a boolean"));

        Assert.Equal(ErrorIds.ValidationFailed, (await bench.SubmitAsync()).Error!.ErrorId);
    }

    [Fact]
    public async Task Control_characters_and_novels_do_not_reach_a_message()
    {
        using var bench = new Bench(ProviderNames.Crun);
        bench.Http.Answer(400, Wire.Envelope(ProviderNames.Crun, 400, "\u001b[31mred\r\nline two " + new string('x', 9000)));

        var error = (await bench.SubmitAsync()).Error!;

        Assert.DoesNotContain(error.Message, char.IsControl);
        Assert.InRange(error.Message.Length, 500, 600);
        Assert.Equal(4096, error.Reply!.Length);
    }

    [Theory]
    [InlineData("<html>maintenance page</html>")]
    [InlineData("""{"code":200,"data":{"task""")]
    public async Task A_query_that_brings_no_json_is_unreadable_and_keeps_what_came(string reply)
    {
        using var bench = new Bench(ProviderNames.Crun);
        bench.Http.Answer(200, reply);

        var error = await Caught.ByAsync(ErrorIds.UnreadableReply, () => bench.GetAsync("some-id"));

        Assert.Equal((reply, 200), (error.Reply, error.HttpStatus));
        Assert.DoesNotContain('{', error.Message);
    }
}
