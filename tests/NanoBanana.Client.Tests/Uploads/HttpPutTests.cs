using System.Security.Cryptography;
using NanoBanana.Client.Compatibility;
using NanoBanana.Client.Tests.Support;

namespace NanoBanana.Client.Tests.Uploads;

/// <summary>A target of the user's own: WebDAV, nginx, an object store's gateway.</summary>
public sealed class HttpPutTests
{
    private static readonly string Name = Convert.ToHexStringLower(SHA256.HashData(Pictures.Png))[..32] + ".png";

    [Theory]
    [InlineData("https://dav.example/in/{name}", "https://dav.example/in/NAME", "https://dav.example/in/NAME")]
    [InlineData("https://dav.example/in/", "https://dav.example/in/NAME", "https://dav.example/in/NAME")]
    [InlineData("https://dav.example/in?sig=SECRET", "https://dav.example/in/NAME?sig=SECRET", "https://dav.example/in/NAME")]
    [InlineData("https://blob.example/c/{name}?sv=1&sig=SECRET", "https://blob.example/c/NAME?sv=1&sig=SECRET", "https://blob.example/c/NAME")]
    public async Task The_template_makes_the_address_and_the_query_is_not_handed_on(string template, string put, string url)
    {
        using var bench = new UploadBench(ProviderNames.Pixazo, profile => profile with { UploadUri = template });
        bench.Http.Answer(201, "");
        bench.Accepts();

        var result = await bench.SubmitAsync(bench.File());

        Assert.Equal(("PUT", put.Replace("NAME", Name, StringComparison.Ordinal)), (bench.Sent[0].Method, bench.Sent[0].Uri.AbsoluteUri));
        Assert.Equal(Pictures.Png, bench.Sent[0].Body);
        Assert.Equal(url.Replace("NAME", Name, StringComparison.Ordinal), (string?)bench.Sent[1].Json!["image_urls"]![0]);
        Assert.DoesNotContain("SECRET", bench.Sent[1].Text + result.Task, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Headers_are_sent_and_those_of_the_content_replace_ours()
    {
        using var bench = new UploadBench(ProviderNames.Pixazo, profile => profile with { UploadUri = "https://dav.example/{name}" });
        var headers = new Dictionary<string, Secret> { ["Authorization"] = new("Basic SECRET"), ["x-ms-blob-type"] = new("BlockBlob"), ["Content-Type"] = new("application/octet-stream") };
        bench.Bench.Profiles.Set(bench.Bench.Profile, upload: new UploadSecrets(headers));
        bench.Http.Answer(403, "");

        var error = (await bench.SubmitAsync(bench.File())).Error!;

        var put = bench.Sent[0];
        Assert.Equal(("Basic SECRET", "BlockBlob", "application/octet-stream"), (put.Header("Authorization"), put.Header("x-ms-blob-type"), put.Header("Content-Type")));
        Assert.Null(put.Header("Ocp-Apim-Subscription-Key"));
        Assert.DoesNotContain("SECRET", error.ToString(), StringComparison.Ordinal);
        Assert.Equal(["Authorization", "Content-Type", "x-ms-blob-type"], bench.Bench.Profiles.Find(bench.Bench.Profile.Name)!.UploadHeaders.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("http://dav.example/{name}", "only https")]
    [InlineData("dav.example/{name}", "not an absolute URL")]
    [InlineData("ftp://dav.example/{name}", "'ftp' is not https")]
    public async Task A_target_that_is_not_allowed_makes_the_profile_unusable(string template, string why)
    {
        using var bench = new UploadBench(ProviderNames.Crun, profile => profile with { UploadUri = template });

        var error = (await bench.SubmitAsync(bench.File())).Error!;

        Assert.Equal(ErrorIds.InvalidProfile, error.ErrorId);
        Assert.Contains(why, error.Message, StringComparison.Ordinal);
        Assert.Empty(bench.Sent);
    }

    [Theory]
    [InlineData(ProviderNames.Pixazo)]
    [InlineData(ProviderNames.NanoBananaApi)]
    [InlineData(ProviderNames.AigptImage)]
    public async Task Without_a_target_nothing_is_sent_and_the_next_step_is_named(string provider)
    {
        using var bench = new UploadBench(provider);
        var path = bench.File();

        var error = (await bench.SubmitAsync(path)).Error!;

        Assert.Equal((ErrorIds.UploadTargetMissing, path), (error.ErrorId, error.Target));
        Assert.Contains(provider, error.Message, StringComparison.Ordinal);
        Assert.Contains("-UploadProfile", error.RecommendedAction, StringComparison.Ordinal);
        Assert.Empty(bench.Sent);
    }

    [Fact]
    public async Task A_query_that_is_kept_apart_goes_with_each_upload()
    {
        using var bench = new UploadBench(ProviderNames.Pixazo, profile => profile with { UploadUri = "https://dav.example/in/{name}" });
        bench.Bench.Profiles.Set(bench.Bench.Profile, upload: new UploadSecrets(writeSas: new Secret("https://dav.example/in/{name}?sig=SECRET")));
        bench.Http.Answer(201, "");
        bench.Accepts();

        var result = await bench.SubmitAsync(bench.File());

        Assert.Equal($"https://dav.example/in/{Name}?sig=SECRET", bench.Sent[0].Uri.AbsoluteUri);
        Assert.DoesNotContain("SECRET", bench.Sent[1].Text + result.Task, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://elsewhere.example/in/{name}?sig=SECRET")]
    [InlineData("sp=cw&sig=SECRET")]
    public async Task A_query_that_was_given_for_another_place_does_not_go(string kept)
    {
        using var bench = new UploadBench(ProviderNames.Pixazo, profile => profile with { UploadUri = "https://dav.example/in/{name}" });
        bench.Bench.Profiles.Set(bench.Bench.Profile, upload: new UploadSecrets(writeSas: new Secret(kept)));
        bench.Http.Answer(201, "");
        bench.Accepts();

        await bench.SubmitAsync(bench.File());

        Assert.Equal($"https://dav.example/in/{Name}", bench.Sent[0].Uri.AbsoluteUri);
    }

    [Fact]
    public async Task A_name_in_the_query_alone_would_give_all_images_one_URL()
    {
        using var bench = new UploadBench(ProviderNames.Pixazo, profile => profile with { UploadUri = "https://dav.example/put?file={name}" });

        var error = (await bench.SubmitAsync(bench.File())).Error!;

        Assert.Equal(ErrorIds.InvalidProfile, error.ErrorId);
        Assert.Contains("-UploadPublicUri", error.Message, StringComparison.Ordinal);
        Assert.Empty(bench.Sent);
    }

    [Fact]
    public async Task A_template_that_is_not_allowed_is_reported_without_its_secrets()
    {
        using var bench = new UploadBench(ProviderNames.Pixazo, profile => profile with { UploadUri = "https://me:SECRET@dav.example/{name}?sig=SECRET" });

        var error = (await bench.SubmitAsync(bench.File())).Error!;

        Assert.Equal(ErrorIds.InvalidProfile, error.ErrorId);
        Assert.DoesNotContain("SECRET", error.ToString(), StringComparison.Ordinal);
    }
}
