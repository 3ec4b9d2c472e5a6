using NanoBanana.Client.Compatibility;
using NanoBanana.Client.Tests.Support;

namespace NanoBanana.Client.Tests.Uploads;

/// <summary>Azure Blob Storage: the signature that may write stays with us.</summary>
public sealed class AzureBlobTests
{
    private const string Container = "https://acme.blob.core.windows.net/images";

    [Fact]
    public async Task The_gateway_gets_the_signature_for_reading_only()
    {
        using var bench = Make(new UploadSecrets(writeSas: new Secret("?sp=cw&sig=WRITE"), readSas: new Secret("sp=r&se=2030-01-01T00%3A00%3A00Z&sig=READ")));
        bench.Http.Answer(201, "");
        bench.Accepts();

        var result = await bench.SubmitAsync(bench.File());

        var put = bench.Sent[0];
        Assert.Equal(("PUT", "BlockBlob"), (put.Method, put.Header("x-ms-blob-type")));
        Assert.StartsWith(Container + "/in/", put.Uri.AbsoluteUri, StringComparison.Ordinal);
        Assert.EndsWith(".png?sp=cw&sig=WRITE", put.Uri.AbsoluteUri, StringComparison.Ordinal);
        Assert.EndsWith(".png?sp=r&se=2030-01-01T00%3A00%3A00Z&sig=READ", (string?)bench.Sent[1].Json!["image_urls"]![0], StringComparison.Ordinal);
        Assert.DoesNotContain("WRITE", bench.Sent[1].Text + result.Task, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a#b?c", "a%23b%3Fc")]
    [InlineData("50%/my photos", "50%25/my%20photos")]
    [InlineData("/für/", "f%C3%BCr")]
    public async Task A_prefix_never_cuts_the_address_nor_means_another_one(string prefix, string path)
    {
        using var bench = Make(new UploadSecrets(writeSas: new Secret("sig=WRITE"), readSas: new Secret("sig=READ")), profile => profile with { UploadPrefix = prefix });
        bench.Http.Answer(201, "");
        bench.Accepts();

        await bench.SubmitAsync(bench.File());

        var put = bench.Sent[0].Uri.AbsoluteUri;
        Assert.StartsWith($"{Container}/{path}/", put, StringComparison.Ordinal);
        Assert.EndsWith(".png?sig=WRITE", put, StringComparison.Ordinal);
        Assert.Equal(put.Replace("WRITE", "READ", StringComparison.Ordinal), (string?)bench.Sent[1].Json!["image_urls"]![0]);
    }

    [Fact]
    public async Task A_public_base_needs_no_signature()
    {
        using var bench = Make(new UploadSecrets(writeSas: new Secret("sig=WRITE")), profile => profile with { UploadPublicUri = new Uri("https://cdn.example/i/") });
        bench.Http.Answer(201, "");
        bench.Accepts();

        await bench.SubmitAsync(bench.File());

        Assert.StartsWith("https://cdn.example/i/in/", (string?)bench.Sent[1].Json!["image_urls"]![0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "READ", "-UploadSas")]
    [InlineData("WRITE", null, "-UploadReadSas")]
    public async Task Both_signatures_are_needed_before_anything_is_sent(string? write, string? read, string missing)
    {
        using var bench = Make(new UploadSecrets(writeSas: write is null ? null : new Secret(write), readSas: read is null ? null : new Secret(read)));

        var error = (await bench.SubmitAsync(bench.File())).Error!;

        Assert.Equal(ErrorIds.InvalidProfile, error.ErrorId);
        Assert.Contains(missing, error.Message, StringComparison.Ordinal);
        Assert.Empty(bench.Sent);
    }

    [Fact]
    public async Task A_signature_that_is_not_taken_is_an_error_that_does_not_show_it()
    {
        using var bench = Make(new UploadSecrets(writeSas: new Secret("sig=WRITE"), readSas: new Secret("sig=READ")));
        bench.Http.Answer(403, "");

        var error = (await bench.SubmitAsync(bench.File())).Error!;

        Assert.Equal(ErrorIds.UploadDenied, error.ErrorId);
        Assert.DoesNotContain("WRITE", error.ToString(), StringComparison.Ordinal);
        Assert.Single(bench.Sent);
    }

    [Theory]
    [InlineData("-UploadSas", "se=2020-01-01&sig=WRITE", "sig=READ")]
    [InlineData("-UploadReadSas", "sig=WRITE", "sp=r&se=2020-01-01T00%3A00%3A00Z&sig=READ")]
    public async Task An_expired_signature_is_reported_before_anything_is_sent(string parameter, string write, string read)
    {
        using var bench = Make(new UploadSecrets(writeSas: new Secret(write), readSas: new Secret(read)));

        var error = (await bench.SubmitAsync(bench.File())).Error!;

        Assert.Equal(ErrorIds.UploadSignatureExpired, error.ErrorId);
        Assert.Contains(parameter, error.RecommendedAction, StringComparison.Ordinal);
        Assert.Empty(bench.Sent);
    }

    [Fact]
    public async Task A_containers_URL_may_bring_its_signature_along()
    {
        using var bench = Make(new UploadSecrets(writeSas: new Secret(Container + "?sp=cw&sig=WRITE"), readSas: new Secret("sig=READ")));
        bench.Http.Answer(201, "");
        bench.Accepts();

        Assert.Null((await bench.SubmitAsync(bench.File())).Error);

        Assert.EndsWith(".png?sp=cw&sig=WRITE", bench.Sent[0].Uri.AbsoluteUri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_signature_that_came_with_another_container_is_not_sent()
    {
        using var bench = Make(new UploadSecrets(writeSas: new Secret("https://other.example/c?sig=WRITE"), readSas: new Secret("sig=READ")));

        Assert.Equal(ErrorIds.InvalidProfile, (await bench.SubmitAsync(bench.File())).Error!.ErrorId);
        Assert.Empty(bench.Sent);
    }

    private static UploadBench Make(UploadSecrets secrets, Func<Profile, Profile>? change = null)
    {
        var bench = new UploadBench(
            ProviderNames.Pixazo,
            profile => (change ?? (each => each))(profile with { UploadTo = UploadKinds.AzureBlob, UploadUri = Container, UploadPrefix = "in" }));
        bench.Bench.Profiles.Set(bench.Bench.Profile, upload: secrets);
        return bench;
    }
}
