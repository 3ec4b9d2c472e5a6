using System.Text;
using System.Text.Json;
using NanoBanana.Client.Compatibility;
using NanoBanana.Client.Gateways;
using NanoBanana.Client.Model;
using NanoBanana.Client.Tests.Support;

namespace NanoBanana.Client.Tests.Http;

public sealed class RedactionTests
{
    [Theory]
    [InlineData("Authorization: Bearer abc.def-123", "Authorization: Bearer ********")]
    [InlineData("authorization=abc", "authorization=********")]
    [InlineData("{\"x-api-key\":\"ak_123\"}", "{\"x-api-key\":\"********\"}")]
    [InlineData("Ocp-Apim-Subscription-Key: 0123, next", "Ocp-Apim-Subscription-Key: ********, next")]
    [InlineData("bearer abc", "bearer ********")]
    [InlineData("https://s3/a.png?X-Amz-Signature=ff00&X-Amz-Date=1", "https://s3/a.png?X-Amz-Signature=********&X-Amz-Date=1")]
    [InlineData("https://blob/a.png?sv=1&sig=a%2Bb", "https://blob/a.png?sv=1&sig=********")]
    [InlineData("https://h/a?token=t&api_key=k", "https://h/a?token=********&api_key=********")]
    [InlineData("https://h/a?id_token=t&Client-Secret=k&w=3", "https://h/a?id_token=********&Client-Secret=********&w=3")]
    [InlineData("https://h/a#access_token=t", "https://h/a#access_token=********")]
    [InlineData("https://h/a?keyword=cats&design=1", "https://h/a?keyword=cats&design=1")]
    [InlineData("Proxy-Authorization: Basic dXNlcjpwdw==", "Proxy-Authorization: Basic ********")]
    [InlineData("{\"apiKey\": \"ak_1\"}", "{\"apiKey\": \"********\"}")]
    [InlineData("Set-Cookie: a=b; Path=/", "Set-Cookie: ******** Path=/")]
    [InlineData("https://st/a.png?X-Goog-Signature=ff&X-Goog-Expires=9", "https://st/a.png?X-Goog-Signature=********&X-Goog-Expires=9")]
    [InlineData("https://me:p%40ss@h/a.png", "https://********@h/a.png")]
    [InlineData("the task key=value stays", "the task key=value stays")]
    public void Credentials_are_masked(string text, string masked) => Assert.Equal(masked, Redaction.Reply(text, key: null));

    [Theory]
    [MemberData(nameof(Wire.Providers), MemberType = typeof(Wire))]
    public async Task A_gateway_that_repeats_the_key_does_not_spread_it(string provider)
    {
        using var bench = new Bench(provider);
        bench.Http.Answer(401, Wire.Envelope(provider, 401, $"the key {Bench.Key} is wrong"));

        var error = (await bench.SubmitAsync()).Error!;

        Assert.Contains("the key ******** is wrong", error.Message, StringComparison.Ordinal);
        Assert.Contains("the key ******** is wrong", error.Reply, StringComparison.Ordinal);
        AssertClean(error);
    }

    /// <summary>Found by the fuzz program: what a query said of a failure came into the task and the journal as it was.</summary>
    [Theory]
    [MemberData(nameof(Wire.Providers), MemberType = typeof(Wire))]
    public async Task A_failed_task_whose_words_repeat_the_key_does_not_spread_it(string provider)
    {
        using var bench = new Bench(provider);
        bench.Http.Answer(200, FailedWith(Bench.Key));

        var task = await bench.GetAsync("task-1");

        Assert.Equal(TaskStates.Failed, task.State);
        Assert.DoesNotContain(Bench.Key, JsonSerializer.Serialize(task), StringComparison.Ordinal);
    }

    /// <summary>Found by the fuzz program: a text that cannot be decoded was not masked, and its reply was logged as it was written.</summary>
    [Theory]
    [InlineData("{'code':401,'message':'the KEY is ~ wrong','error':{'what':['the KEY ~']}}")]
    [InlineData("{'code':401,'the KEY ~':1,'error':{'the KEY ~':'x'}}")]
    [InlineData("{'code':401,'message':'KEY \\uD800','error':{'what':'KEY \\uD800'}}")]
    [InlineData("['KEY ~']")]
    public async Task A_text_that_cannot_be_decoded_does_not_spread_the_key(string body)
    {
        using var bench = new Bench(ProviderNames.Crun);
        var text = body.Replace('\'', '"').Replace("KEY", Bench.Key, StringComparison.Ordinal).Split('~');
        byte[] surrogate = [0xED, 0xA0, 0x80];
        byte[] bytes = text.Length == 1 ? Encoding.UTF8.GetBytes(text[0]) : [.. text.Skip(1).Aggregate(Encoding.UTF8.GetBytes(text[0]), (before, after) => [.. before, .. surrogate, .. Encoding.UTF8.GetBytes(after)])];
        bench.Http.Answer(bytes);

        var error = (await bench.SubmitAsync()).Error!;

        AssertClean(error);
        Assert.NotEmpty(bench.Log.Replies);
        Assert.All(bench.Log.Replies, reply => Assert.DoesNotContain("SECRET", reply, StringComparison.Ordinal));
    }

    /// <summary>On 438ef55 only three forms were masked, as bytes, and none of a key below 16 characters.</summary>
    [Theory]
    [MemberData(nameof(Echoes))]
    public void A_key_is_masked_in_every_form_that_a_host_may_repeat(string form, string echo)
    {
        foreach (var key in (string[])["sk-a/b+c=9&zZ", "k4Zq/8+x", "ak_0123456789abcdefghij"])
        {
            var text = "before " + Encode(echo, key) + " after";

            var masked = Redaction.Masked(text, new Secret(key));

            Assert.True(masked == "before ******** after" || masked == "before Bearer ******** after", $"{form} of {key}: {masked}");
            Assert.Equal("nothing is in it", Redaction.Masked("nothing is in it", new Secret(key)));
        }
    }

    public static TheoryData<string, string> Echoes => new()
    {
        { "raw", "raw" }, { "another case", "upper" }, { "JSON", "json" }, { "JSON, all escaped", "json-all" }, { "percent", "percent" },
        { "percent, lower case", "percent-lower" }, { "percent, all", "percent-all" }, { "percent, twice", "percent-twice" }, { "HTML", "html" },
        { "hex", "hex" }, { "hex, upper case", "hex-upper" }, { "base64", "base64" }, { "base64 of user:key", "base64-user" },
        { "base64 of a longer user:key", "base64-user2" }, { "base64 of Bearer key", "base64-bearer" }, { "base64 for URLs", "base64-url" },
        { "base64 in another case", "base64-lower" }, { "base64 with more behind", "base64-more" },
    };

    private static string Encode(string form, string key)
    {
        return form switch
        {
            "raw" => key,
            "upper" => key.ToUpperInvariant(),
            "json" => key.Replace("/", "\\/", StringComparison.Ordinal),
            "json-all" => string.Concat(key.Select(each => $"\\u{(int)each:X4}")),
            "percent" => Uri.EscapeDataString(key),
            "percent-lower" => Uri.EscapeDataString(key).ToLowerInvariant(),
            "percent-all" => string.Concat(key.Select(each => $"%{(int)each:x2}")),
            "percent-twice" => Uri.EscapeDataString(Uri.EscapeDataString(key)),
            "html" => key.Replace("&", "&amp;", StringComparison.Ordinal).Replace("/", "&#x2F;", StringComparison.Ordinal),
            "hex" => Convert.ToHexString(Encoding.UTF8.GetBytes(key)).ToLowerInvariant(),
            "hex-upper" => Convert.ToHexString(Encoding.UTF8.GetBytes(key)),
            "base64" => Base64(key),
            "base64-user" => Base64("user:" + key),
            "base64-user2" => Base64("users:" + key),
            "base64-bearer" => Base64("Bearer " + key),
            "base64-url" => Base64("me:" + key).Replace('+', '-').Replace('/', '_'),
            "base64-lower" => Base64("me:" + key).ToLowerInvariant(),
            _ => Base64("me:" + key + ":tail"),
        };

        static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
    }

    [Theory]
    [InlineData("a-long-key/with+signs==", """{"a":"a-long-key/with+signs==","b":"a-long-key\/with+signs==","c":"a-long-key%2Fwith%2Bsigns%3D%3D"}""", """{"a":"********","b":"********","c":"********"}""")]
    [InlineData("short", """{"short":"short"}""", """{"short":"short"}""")]
    public void A_reply_loses_the_key_before_it_is_read(string key, string body, string masked) =>
        Assert.Equal(masked, MaskedJson.Parse(Encoding.UTF8.GetBytes(body), text => Redaction.Masked(text, new Secret(key))).GetRawText());

    /// <summary>A reply may have 128 MB; what is kept of it is short, and the search for credentials in it has a limit of time.</summary>
    [Theory]
    [InlineData("https://a:")]
    [InlineData("bearer ")]
    public async Task An_enormous_error_is_shortened(string part)
    {
        using var bench = new Bench(ProviderNames.Crun);
        bench.Http.Answer(400, Wire.Envelope(ProviderNames.Crun, 400, string.Concat(Enumerable.Repeat(part, 32 * 1024 * 1024 / part.Length)) + Bench.Key));

        var error = (await bench.SubmitAsync()).Error!;

        Assert.Equal(ErrorIds.BadRequest, error.ErrorId);
        Assert.InRange(error.Message.Length, 1, 700);
        Assert.InRange(error.Reply!.Length, 1, 4096);
        AssertClean(error);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_fault_of_the_network_that_names_the_key_does_not_spread_it(bool bodyLeft)
    {
        using var bench = new Bench(ProviderNames.Crun);
        for (var i = 0; i < (bodyLeft ? 1 : 5); i++)
        {
            _ = bodyLeft ? bench.Http.Break($"proxy said: x-api-key {Bench.Key}") : bench.Http.CannotConnect($"proxy said: x-api-key {Bench.Key}");
        }

        var result = await bench.SubmitAsync();

        Assert.Contains("proxy said", result.Error!.Message, StringComparison.Ordinal);
        AssertClean(result.Error);
        Assert.All(bench.Log.Details, detail => Assert.DoesNotContain("SECRET", detail, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_task_that_fails_with_the_key_in_its_words_does_not_spread_it()
    {
        using var bench = new Bench(ProviderNames.Crun);
        bench.Http.Answer(200, """{"code":200,"data":{"status":"failed","result":{"message":"upstream refused Bearer KEY"}}}""".Replace("KEY", Bench.Key, StringComparison.Ordinal));

        var task = await bench.GetAsync("t");

        Assert.Equal("upstream refused Bearer ********", task.Failure!.Message);
        Assert.DoesNotContain("SECRET", JsonSerializer.Serialize(task), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://h/?k=sk-a%2Fb%2Bc%3D", "https://h/?k=********")]
    [InlineData("Basic c2stYS9iK2M9", "Basic ********")]
    [InlineData("sk-a/b+c=", "********")]
    public void The_key_is_masked_in_the_forms_that_a_host_may_repeat(string text, string masked) => Assert.Equal(masked, Redaction.Reply(text, new Secret("sk-a/b+c=")));

    [Fact]
    public void No_error_of_ours_names_a_signature()
    {
        const string Url = "https://bucket.example/a.png?X-Amz-Signature=SECRET&x=1";

        var error = new NanoBananaException(ErrorIds.DownloadFailed, Url, "gone") { Target = Url };

        AssertClean(error);
        Assert.Equal("https://bucket.example/a.png?X-Amz-Signature=********&x=1", error.Target);
        Assert.DoesNotContain("SECRET", SourceImage.FromUrl(Url).ToString(), StringComparison.Ordinal);
    }

    private static void AssertClean(NanoBananaException error)
    {
        Assert.DoesNotContain("SECRET", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("SECRET", error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("SECRET", error.Reply ?? string.Empty, StringComparison.Ordinal);
        Assert.DoesNotContain("SECRET", error.RecommendedAction, StringComparison.Ordinal);
        for (Exception? inner = error; inner is not null; inner = inner.InnerException)
        {
            Assert.DoesNotContain("SECRET", inner.Message, StringComparison.Ordinal);
        }
    }

    // a failed task in the words of all gateways at once
    private static string FailedWith(string words) =>
        "{\"code\":200,\"status\":\"FAILED\",\"error\":\"W\",\"data\":{\"state\":\"fail\",\"failMsg\":\"W\",\"status\":\"failed\",\"result\":{\"message\":\"W\"},\"successFlag\":3,\"errorMessage\":\"W\"}}".Replace("W", words, StringComparison.Ordinal);
}
