using System.Text;
using System.Text.Json;
using NanoBanana.Client;
using NanoBanana.Client.Gateways;
using NanoBanana.Client.Journal;
using NanoBanana.Client.Model;
using NanoBanana.Client.Submitting;
using NanoBanana.Trust.Tests.Support;

namespace NanoBanana.Trust.Tests.Properties;

/// <summary>
/// Every option survives, of every model: through the store, through JSON, and from a planned or failed task, what is submitted again is the
/// same piece of work with the same bytes on the wire.
/// </summary>
public sealed class SurvivalTests
{
    private static readonly string[] Options = [.. typeof(ImageRequest).GetProperties().Select(each => each.Name).Where(name => name is not (nameof(ImageRequest.Operation) or nameof(ImageRequest.Masked)))];

    [Fact]
    public void A_request_survives_the_store() => Law.Holds(Requests.Whole, each =>
    {
        var (profile, request) = each;
        var line = JournalJson.Text(JournalRecords.Intent(Prepare(profile, request).ToTask(TaskStates.Unknown, "i"), "key", profile.BaseUri, reserve: null, withPrompt: true, DateTimeOffset.UnixEpoch));

        var read = JsonSerializer.Deserialize(line, JournalJson.Default.JournalRecord)!;

        Same(profile, request, read.Request!);
    });

    [Fact]
    public void A_request_survives_json() => Law.Holds(Requests.Whole, each => Same(each.Profile, each.Request, ImageRequest.Parse(each.Request.ToString())));

    [Fact]
    public void A_request_survives_as_the_fields_of_a_record() => Law.Holds(Requests.Whole, each =>
        Same(each.Profile, each.Request, ImageRequest.Parse(typeof(ImageRequest).GetProperties().Select(property => new KeyValuePair<string, object?>(property.Name, property.GetValue(each.Request))))));

    [Fact]
    public void A_planned_task_holds_the_request_itself() => Law.Holds(Requests.Whole, each =>
    {
        var (profile, request) = each;
        var withDefaults = profile with { AspectRatio = "16:9", OutputFormat = "png" };

        Same(withDefaults, request, Prepare(withDefaults, request).Plan().Request!);
    });

    [Fact]
    public void Every_option_was_tried()
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        Law.Holds(Requests.Whole, each =>
        {
            using var json = JsonDocument.Parse(each.Request.ToString());
            foreach (var field in json.RootElement.EnumerateObject())
            {
                seen.Add(field.Name);
            }
        });

        Assert.Equal(Options.Select(name => JsonNamingPolicy.CamelCase.ConvertName(name)).Order(StringComparer.Ordinal), seen.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void What_a_newer_version_asked_for_is_kept_and_not_submitted_without_it()
    {
        var request = ImageRequest.Parse("""{"prompt":"a fox","lens":{"mm":35}}""");

        Assert.Equal("""{"prompt":"a fox","lens":{"mm":35}}""", request.ToString());
        var error = Assert.Throws<NanoBananaException>(() => Prepare(Crun, request));
        Assert.Equal((ErrorIds.RequestIncomplete, true), (error.ErrorId, error.Message.Contains("lens", StringComparison.Ordinal)));
    }

    [Fact]
    public void What_is_masked_names_its_field_and_is_not_submitted()
    {
        var request = new ImageRequest
        {
            Prompt = "a fox",
            Sources = ["https://acct.blob.core.windows.net/c/a.png?sv=1&sig=SECRET", "https://example.com/ä.png?x=1"],
            CallbackUrl = new Uri("https://me.example/hook?token=SECRET"),
            Options = new Dictionary<string, object?>(StringComparer.Ordinal) { ["mask"] = new List<object?> { "https://b.s3.amazonaws.com/a?X-Amz-Signature=SECRET" } },
            Tag = new Dictionary<string, object?>(StringComparer.Ordinal) { ["Sku"] = "A-1" },
        };

        var stored = StoredRequest.Of(request, keepPrompt: false);

        Assert.DoesNotContain("SECRET", stored.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("fox", stored.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("A-1", stored.ToString(), StringComparison.Ordinal);
        Assert.Equal("https://example.com/ä.png?x=1", stored.Sources[1]);
        Assert.Equal(["CallbackUrl", "Options", "Prompt", "Sources"], stored.Masked);
        var error = Assert.Throws<NanoBananaException>(() => Prepare(Crun, ImageRequest.Parse(stored.ToString())));
        Assert.Equal(ErrorIds.RequestIncomplete, error.ErrorId);
        Assert.All(stored.Masked, field => Assert.Contains(field, error.Message, StringComparison.Ordinal));
    }

    private static Profile Crun => new() { Name = "p", Provider = ProviderNames.Crun, BaseUri = GatewayRegistry.Describe(ProviderNames.Crun).BaseUri };

    private static void Same(Profile profile, ImageRequest asked, ImageRequest again)
    {
        Assert.Equal(asked.ToString(), again.ToString());
        var (first, second) = (Prepare(profile, asked), Prepare(profile, again));
        Assert.Equal(first.WorkKey(), second.WorkKey());
        Assert.Equal(Wire(first), Wire(second));
    }

    private static PreparedRequest Prepare(Profile profile, ImageRequest request) => new NanoBananaClient(profile).Prepare(request);

    private static string Wire(PreparedRequest request)
    {
        var call = GatewayRegistry.Find(request.Profile.Provider).Submit(request.ToGatewayRequest([.. request.Request.Images().Select(each => new Uri(each))], "intent"));
        return string.Join('\n', [call.Method.Method, call.Path, .. call.Headers.Select(header => header.Key + ": " + header.Value), Encoding.UTF8.GetString(call.Body!)]);
    }
}
