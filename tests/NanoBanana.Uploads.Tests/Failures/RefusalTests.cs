using NanoBanana.Uploads.Tests.Support;

namespace NanoBanana.Uploads.Tests.Failures;

/// <summary>What a real target refuses is one error per item with its own id; the rest of the batch continues, and nothing is charged.</summary>
public sealed class RefusalTests(S3Server s3, AzuriteServer azurite, NginxServer nginx) : IClassFixture<S3Server>, IClassFixture<AzuriteServer>, IClassFixture<NginxServer>, IDisposable
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private readonly UploadEnvironment _world = new();

    public void Dispose() => _world.Dispose();

    [ToolTheory(Tools.Node)]
    [InlineData(ErrorIds.UploadDenied, "SignatureDoesNotMatch", S3Server.Bucket, S3Server.Id, "WRONG-SECRET")]
    [InlineData(ErrorIds.UploadDenied, "InvalidAccessKeyId", S3Server.Bucket, "WRONG-SECRET", S3Server.SecretKey)]
    [InlineData(ErrorIds.UploadPlaceNotFound, "NoSuchBucket", "no-such-bucket", S3Server.Id, S3Server.SecretKey)]
    public async Task S3_says_no(string errorId, string word, string bucket, string id, string secret) =>
        await CheckAsync(await s3.TargetAsync(bucket, id, secret), errorId, word);

    [ToolFact(Tools.Node)]
    public async Task Azure_says_no_to_a_wrong_signature() =>
        await CheckAsync(await azurite.TargetAsync(AzuriteServer.Sas("cw", Hour) + "WRONG-SECRET"), ErrorIds.UploadDenied, "403");

    [ToolFact(Tools.Node)]
    public async Task Azure_says_no_to_a_signature_that_may_not_write() =>
        await CheckAsync(await azurite.TargetAsync(AzuriteServer.Sas("r", Hour)), ErrorIds.UploadDenied, "403");

    [ToolFact(Tools.Node)]
    public async Task A_signature_of_Azure_that_expired_is_reported_by_its_own_time() =>
        await CheckAsync(await azurite.TargetAsync(AzuriteServer.Sas("cw", -Hour)), ErrorIds.UploadSignatureExpired, "expired at");

    [ToolFact(Tools.Node)]
    public async Task A_missing_container_is_reported() =>
        await CheckAsync(await azurite.TargetAsync(container: "no-such-container"), ErrorIds.UploadPlaceNotFound, "ContainerNotFound");

    [ToolTheory(Tools.Nginx)]
    [InlineData("locked", null, ErrorIds.UploadDenied, "401")]
    [InlineData("locked", "WRONG-SECRET", ErrorIds.UploadDenied, "401")]
    [InlineData("forbidden", null, ErrorIds.UploadDenied, "403")]
    [InlineData("gone", null, ErrorIds.UploadPlaceNotFound, "404")]
    [InlineData("full", null, ErrorIds.UploadStorageFull, "507")]
    public async Task Nginx_says_no(string place, string? password, string errorId, string word) =>
        await CheckAsync(await nginx.TargetAsync(place, password), errorId, word);

    [Fact]
    public async Task No_server_listens()
    {
        using var gone = new UploadEnvironment();
        var address = gone.Emulator.ImageHost.AbsoluteUri.TrimEnd('/') + "/{name}";
        gone.Emulator.Dispose();

        await CheckAsync(new Target(ProviderNames.Pixazo, profile => profile with { UploadUri = address }), ErrorIds.UploadFailed, "127.0.0.1");
    }

    private async Task CheckAsync(Target target, string errorId, string word)
    {
        var photos = Photos.Make(_world.Folder, 2);

        var results = await _world.SubmitAsync(target, _world.NewRun(target), photos[0], null, photos[1]);

        Assert.Equal([(photos[0], errorId), (photos[1], errorId)], new[] { results[0], results[2] }.Select(each => ((string)each.Error!.Target!, each.Error.ErrorId)));
        Assert.Contains(word, results[0].Error!.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("WRONG-SECRET", results[0].Error!.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("sig=", results[0].Error!.ToString(), StringComparison.Ordinal);
        Assert.Null(results[1].Error);
        Assert.Single(_world.Emulator.Charges);
    }
}
