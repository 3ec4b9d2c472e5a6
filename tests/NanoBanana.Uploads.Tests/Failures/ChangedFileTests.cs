using NanoBanana.Uploads.Tests.Support;

namespace NanoBanana.Uploads.Tests.Failures;

/// <summary>A file that is another picture when it is uploaded than when it was checked reaches no server whole.</summary>
public sealed class ChangedFileTests(S3Server s3, AzuriteServer azurite, NginxServer nginx) : IClassFixture<S3Server>, IClassFixture<AzuriteServer>, IClassFixture<NginxServer>, IDisposable
{
    private readonly UploadEnvironment _world = new();

    public void Dispose() => _world.Dispose();

    [Theory]
    [InlineData(ProviderNames.Crun)]
    [InlineData(ProviderNames.Apikley)]
    public Task With_the_gateways_own_upload(string provider) => CheckAsync(new Target(provider));

    [Fact]
    public Task With_HTTP_PUT() => CheckAsync(new Target(ProviderNames.Pixazo, profile => profile with { UploadUri = _world.Emulator.ImageHost.AbsoluteUri.TrimEnd('/') + "/{name}" }));

    [ToolFact(Tools.Nginx)]
    public async Task With_nginx() => await CheckAsync(await nginx.TargetAsync("open"));

    [ToolFact(Tools.Node)]
    public async Task With_S3() => await CheckAsync(await s3.TargetAsync());

    [ToolFact(Tools.Node)]
    public async Task With_Azure() => await CheckAsync(await azurite.TargetAsync());

    private async Task CheckAsync(Target target)
    {
        var photos = Photos.Make(_world.Folder, 2);
        var client = _world.Client(target);
        var run = _world.NewRun(target);
        var prepared = photos.Select(path => client.Prepare(new ImageRequest { Prompt = "x", Sources = [SourceImage.FromFile(path)] })).ToList();

        // as long as before, so that only the content shows the change
        var bytes = File.ReadAllBytes(photos[0]);
        bytes[^100] ^= 1;
        File.WriteAllBytes(photos[0], bytes);
        var changed = await prepared[0].SubmitAsync(run, uploadProfile: null, CancellationToken.None);
        var good = await prepared[1].SubmitAsync(run, uploadProfile: null, CancellationToken.None);

        Assert.Equal((ErrorIds.ImageChanged, (object)photos[0]), (changed.Error!.ErrorId, changed.Error.Target));
        Assert.Null(good.Error);
        Assert.Equal(1, run.Uploaded.Files);
        Assert.Single(_world.Emulator.Charges);
    }
}
