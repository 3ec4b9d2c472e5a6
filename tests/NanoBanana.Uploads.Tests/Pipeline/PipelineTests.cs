using NanoBanana.Client.Downloads;
using NanoBanana.Client.Imaging;
using NanoBanana.Client.Uploads;
using NanoBanana.Uploads.Tests.Support;

namespace NanoBanana.Uploads.Tests.Pipeline;

/// <summary>Twenty photos through upload, submit, wait and save, with each kind of target on its real server; and once more.</summary>
public sealed class PipelineTests(S3Server s3, AzuriteServer azurite, NginxServer nginx) : IClassFixture<S3Server>, IClassFixture<AzuriteServer>, IClassFixture<NginxServer>, IDisposable
{
    private const int Count = 20;

    private readonly UploadEnvironment _world = new();

    public void Dispose() => _world.Dispose();

    [Theory]
    [InlineData(ProviderNames.Crun)]
    [InlineData(ProviderNames.Apikley)]
    public Task The_gateways_own_upload(string provider) => RunTwiceAsync(new Target(provider));

    [Theory]
    [InlineData(ProviderNames.Pixazo)]
    [InlineData(ProviderNames.Crun)]
    public Task HTTP_PUT_to_the_emulators_host(string provider) =>
        RunTwiceAsync(new Target(provider, profile => profile with { UploadTo = UploadKinds.HttpPut, UploadUri = _world.Emulator.ImageHost.AbsoluteUri.TrimEnd('/') + "/{name}" }));

    [Fact]
    public Task The_hosts_own_way() => RunTwiceAsync(new Target(ProviderNames.Pixazo, Custom: async (path, cancellationToken) =>
    {
        using var http = new HttpClient();
        using var body = new StreamContent(File.OpenRead(path));
        var address = new Uri(_world.Emulator.ImageHost.AbsoluteUri.TrimEnd('/') + "/mine/" + Uri.EscapeDataString(Path.GetFileName(path)));
        using var reply = await http.PutAsync(address, body, cancellationToken);
        reply.EnsureSuccessStatusCode();
        return address;
    }));

    [ToolFact(Tools.Nginx)]
    public async Task HTTP_PUT_to_nginx()
    {
        await RunTwiceAsync(await nginx.TargetAsync("locked", "open sesame"));

        Assert.Equal(Count, nginx.Puts);
    }

    [ToolFact(Tools.Node)]
    public async Task S3()
    {
        await RunTwiceAsync(await s3.TargetAsync());

        Assert.Equal(Count, await s3.PutsAsync());
    }

    [ToolFact(Tools.Node)]
    public async Task Azure_Blob_Storage() => await RunTwiceAsync(await azurite.TargetAsync());

    private async Task RunTwiceAsync(Target target)
    {
        var photos = Photos.Make(_world.Folder, Count);
        var bytes = photos.Sum(path => new FileInfo(path).Length);
        var first = _world.NewRun(target);
        Check(photos, await _world.RunAsync(target, first, photos, "first"));
        Assert.Equal((Count, bytes, 0), (first.Uploaded.Files, first.Uploaded.Bytes, first.Uploaded.Reused));
        var sent = _world.BytesSent;

        var second = _world.NewRun(target);
        Check(photos, await _world.RunAsync(target, second, photos, "second"));

        Assert.Equal((0, 0L, Count), (second.Uploaded.Files, second.Uploaded.Bytes, second.Uploaded.Reused));
        Assert.Equal(0, _world.BytesSent - sent);
    }

    private static void Check(IReadOnlyList<string> photos, IReadOnlyList<Client.Downloads.SavedImage> saved)
    {
        Assert.Equal(photos.Order(StringComparer.Ordinal), saved.Select(each => Assert.Single(each.Task.Source)).Order(StringComparer.Ordinal));
        Assert.Equal(Count, saved.Select(each => each.Checksum).Distinct().Count());
        Assert.All(saved, each =>
        {
            using var file = File.OpenRead(each.Path);
            var facts = ImageInspector.Inspect(file);
            Assert.Equal((each.Checksum, each.Width, each.Height), (facts.Checksum, facts.Width, facts.Height));
        });
    }
}
