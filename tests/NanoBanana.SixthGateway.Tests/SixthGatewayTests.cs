using NanoBanana.Client;
using NanoBanana.Client.Gateways;
using NanoBanana.Client.Limits;
using NanoBanana.Client.Profiles;
using NanoBanana.Testing;

namespace NanoBanana.SixthGateway.Tests;

/// <summary>A gateway that is only registered works through every public method of the client.</summary>
public sealed class SixthGatewayTests : IDisposable
{
    private const string Key = "example-key-0123456789";

    private readonly TempFolder _folder = new();
    private readonly StubHttp _http = new();
    private readonly FakeTime _time = new();
    private readonly NanoBananaClient _client;

    static SixthGatewayTests() => GatewayRegistry.Add(new ExampleGateway(), ExampleModels.Rows);

    public SixthGatewayTests()
    {
        var profile = new Profile { Name = "sixth", Provider = ExampleGateway.Name, BaseUri = GatewayRegistry.Describe(ExampleGateway.Name).BaseUri, Tier = "large" };
        var profiles = new ProfileStore(_ => null);
        profiles.Set(profile, new Secret(Key));
        _client = new NanoBananaClient(profile, new ClientOptions { Profiles = profiles, Time = _time, Http = new HttpClient(_http), Accounts = new AccountRegistry() });
    }

    [Fact]
    public void It_is_known_by_name_with_what_its_facets_offer()
    {
        var description = GatewayRegistry.Describe(GatewayRegistry.Parse(" example "));

        Assert.Contains(ExampleGateway.Name, GatewayRegistry.Names);
        Assert.True(description is { Upload: true, Credit: true, SignedCallbacks: false, IdempotentSubmit: false });
        Assert.Equal(["small", "large"], description.Tiers.Select(tier => tier.Name));
    }

    [Fact]
    public async Task A_local_file_is_uploaded_submitted_and_its_result_found()
    {
        var photo = Path.Combine(_folder.Path, "in.png");
        await File.WriteAllBytesAsync(photo, Painted.Png(8, 8));
        _http
            .Answer(200, """{"address":"https://files.gateway.example/in.png"}""")
            .Answer(200, """{"job":"job-1"}""")
            .Answer(200, """{"job":"job-1","picture":"https://files.gateway.example/out.png"}""");

        var request = _client.Prepare(new ImageRequest { Prompt = "on marble", Sources = [photo], AspectRatio = "1:1" });
        var submitted = await _time.RunAsync(request.SubmitAsync(new SubmitRun(), uploadProfile: null, CancellationToken.None));
        var task = await _time.RunAsync(_client.QueryAsync(submitted.Task!, CancellationToken.None));

        Assert.Equal(("job-1", TaskStates.Succeeded), (task.Id, task.State));
        Assert.Equal("https://files.gateway.example/out.png", Assert.Single(task.Images).Url);
        Assert.Equal(["/files", "/jobs", "/jobs/job-1"], _http.Sent.Select(sent => sent.Uri.AbsolutePath));
        Assert.All(_http.Sent, sent => Assert.Equal(Key, sent.Header("X-Example-Key")));
        Assert.Equal("""{"text":"on marble","model":"example-edit","shape":"1:1","images":["https://files.gateway.example/in.png"]}""", _http.Sent[1].Text);
    }

    [Fact]
    public async Task Its_balance_is_read()
    {
        _http.Answer(200, """{"left":12.5}""");

        Assert.Equal(12.5m, (await _time.RunAsync(_client.GetCreditAsync(CancellationToken.None))).Balance);
    }

    [Fact]
    public void An_option_that_it_lacks_is_refused_by_its_row()
    {
        var error = Assert.Throws<NanoBananaException>(() => _client.Prepare(new ImageRequest { Prompt = "x", AspectRatio = "21:9" }));

        Assert.Equal(ErrorIds.InvalidAspectRatio, error.ErrorId);
        Assert.Contains("1:1, 16:9", error.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();
}
