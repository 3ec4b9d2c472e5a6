using System.Globalization;
using System.Text.Json.Nodes;
using NanoBanana.Client;
using NanoBanana.Client.Compatibility;
using NanoBanana.Client.Durations;
using NanoBanana.Client.Limits;
using NanoBanana.Client.Model;
using NanoBanana.Client.Profiles;
using NanoBanana.Client.Waiting;
using NanoBanana.Trust.Tests.Support;

namespace NanoBanana.Trust.Tests.Properties;

/// <summary>What a user asks for is what a gateway reads, and what it repeats is what the user sees.</summary>
public sealed class RequestTests
{
    [Fact]
    public void Prompt_sources_ratio_format_and_count_arrive() => Law.Holds(Requests.All, each =>
    {
        var (profile, request) = each;

        var body = Sent(profile, request);

        var fields = Fields(profile.Provider, body);
        var defaults = Requests.Row(each).Defaults;
        Assert.Equal(request.Prompt, (string?)fields["prompt"]);
        Assert.Equal(request.Sources.Select(source => new Uri(source).AbsoluteUri), (Field(fields, "image_urls", "imageUrls", "img_urls", "image_input")?.AsArray() ?? []).Select(link => (string?)link));
        Assert.Equal(request.AspectRatio ?? defaults?.AspectRatio, (string?)Field(fields, "aspect_ratio", "image_size", "aspectRatio") is var ratio && ratio is "match_input_image" ? AspectRatios.Auto : ratio);
        Assert.Equal(request.OutputFormat ?? defaults?.OutputFormat, Unspelt((string?)Field(fields, "output_format", "outputFormat")));
        Assert.Equal(request.Count, (int?)Field(fields, "num_images", "numImages"));
        Assert.Equal(defaults?.Resolution, (string?)fields["resolution"]);
        Assert.All(request.Options, option => Assert.True(JsonNode.DeepEquals(PlainValue.ToJson(option.Value), fields[option.Key])));
    });

    [Fact]
    public void What_a_gateway_repeats_is_read_as_it_was_asked_for() => Law.Holds(Requests.All, each =>
    {
        var (profile, request) = each;
        if (profile.Provider == ProviderNames.Pixazo)
        {
            return;
        }

        var defaults = Requests.Row(each).Defaults;

        // as the kie family does it: text in the record
        var reply = new JsonObject { ["code"] = 200, ["data"] = new JsonObject { ["taskId"] = "t", ["task_id"] = "t", ["param"] = Sent(profile, request).ToJsonString(), ["paramJson"] = Sent(profile, request).ToJsonString() } };
        using var network = new StubHttp().Answer(200, reply.ToJsonString());

        var task = Finish(Client(profile, network).GetTaskAsync("t", CancellationToken.None));

        Assert.Equal((Shown(request.Prompt), request.AspectRatio ?? defaults?.AspectRatio, request.OutputFormat ?? defaults?.OutputFormat, request.Operation), (task.Prompt, task.AspectRatio, task.OutputFormat, task.Operation));
        Assert.Equal(request.Sources.Select(source => new Uri(source).AbsoluteUri), task.Source);
    });

    /// <summary>The prompt to the letter, but for what no terminal may get from the wire; written down here once more, so that the core cannot lose more.</summary>
    private static string? Shown(string prompt)
    {
        var shown = string.Concat(prompt.Select(each => (each, char.GetUnicodeCategory(each)) switch
        {
            ('\n' or '\t' or '\u200C' or '\u200D', _) => each.ToString(),
            ('\u2028' or '\u2029', _) or (_, UnicodeCategory.Control) => " ",
            ( > '\u007F', UnicodeCategory.Format) => string.Empty,
            _ => each.ToString(),
        }));
        return shown.Length > 0 ? shown : null;
    }

    // each dialect has one of the names
    private static JsonNode? Field(JsonNode fields, params string[] names) => names.Select(name => fields[name]).FirstOrDefault(value => value is not null);

    private static JsonNode Fields(string provider, JsonNode body) => provider is ProviderNames.Pixazo or ProviderNames.NanoBananaApi ? body : body["input"]!;

    private static string? Unspelt(string? format) => format == "jpg" ? OutputFormats.Jpeg : format;

    private static JsonNode Sent(Profile profile, ImageRequest request)
    {
        using var network = new StubHttp().Answer(200, """{"request_id":"t","data":{"taskId":"t","task_id":"t"}}""");
        var client = Client(profile, network);
        Assert.Null(Finish(client.Prepare(request).SubmitAsync(new SubmitRun(), uploadProfile: null, CancellationToken.None)).Error);
        return network.Only.Json!;
    }

    // nothing on this way waits: the network answers at once and the clock does not move
    private static T Finish<T>(Task<T> work) => work.GetAwaiter().GetResult();

    private static NanoBananaClient Client(Profile profile, HttpMessageHandler network)
    {
        var profiles = new ProfileStore(static _ => null);
        profiles.Set(profile, new Secret("sk-12345678"));
        return new NanoBananaClient(profile, new ClientOptions { Profiles = profiles, Time = new FakeTime(), Http = new HttpClient(network, disposeHandler: false), Accounts = new AccountRegistry(), Durations = new LearnedDurations() });
    }
}
