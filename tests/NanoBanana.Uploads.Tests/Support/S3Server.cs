namespace NanoBanana.Uploads.Tests.Support;

/// <summary>s3rver, started when the first test asks for it.</summary>
public sealed class S3Server : IDisposable
{
    public const string Bucket = "images";
    public const string Id = "S3RVER";
    public const string SecretKey = "S3RVER";

    private static readonly HttpClient Http = new();

    private readonly TempFolder _folder = new();
    private readonly Lazy<Task<(ServerProcess Server, Uri Uri)>> _server;

    public S3Server() => _server = new(() => ServerProcess.StartAsync(Tools.Node, Path.Combine(NodePackages.Folder, "s3.js"), _folder.Path, Bucket));

    public async Task<Uri> UriAsync() => (await _server.Value).Uri;

    /// <summary>How many PUTs it got.</summary>
    public async Task<int> PutsAsync() => int.Parse(await Http.GetStringAsync(new Uri(await UriAsync(), "/-/puts")), System.Globalization.CultureInfo.InvariantCulture);

    public void Dispose()
    {
        if (_server.IsValueCreated)
        {
            _server.Value.GetAwaiter().GetResult().Server.Dispose();
        }

        _folder.Dispose();
    }

    internal async Task<Target> TargetAsync(string bucket = Bucket, string id = Id, string secret = SecretKey)
    {
        var uri = await UriAsync();
        return new Target(
            ProviderNames.Pixazo,
            profile => profile with { UploadTo = UploadKinds.S3, UploadUri = uri.AbsoluteUri, UploadBucket = bucket, UploadPrefix = "in/put 50% für #1?", UploadPathStyle = true },
            new UploadSecrets(accessKeyId: new Secret(id), secretKey: new Secret(secret)));
    }
}
