using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace NanoBanana.Uploads.Tests.Support;

/// <summary>Azurite's blob service with one container, started when the first test asks for it.</summary>
public sealed class AzuriteServer : IDisposable
{
    // the account and key that Azurite documents for all users
    private const string Account = "devstoreaccount1";
    private const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";
    private const string Version = "2020-12-06";
    private const string Container = "photos";

    private static readonly HttpClient Http = new();

    private readonly Lazy<Task<(ServerProcess Server, Uri Uri)>> _server = new(StartAsync);

    public void Dispose()
    {
        if (_server.IsValueCreated)
        {
            _server.Value.GetAwaiter().GetResult().Server.Dispose();
        }
    }

    /// <summary>A signature for a container (https://learn.microsoft.com/rest/api/storageservices/create-service-sas).</summary>
    internal static string Sas(string permissions, TimeSpan life, string container = Container)
    {
        var end = (DateTime.UtcNow + life).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        string[] fields = [permissions, string.Empty, end, $"/blob/{Account}/{container}", string.Empty, string.Empty, "https,http", Version, "c", string.Empty, string.Empty, string.Empty, string.Empty, string.Empty, string.Empty, string.Empty];
        return $"sv={Version}&se={Uri.EscapeDataString(end)}&sr=c&sp={permissions}&spr=https%2Chttp&sig={Uri.EscapeDataString(Sign(string.Join('\n', fields)))}";
    }

    internal async Task<Target> TargetAsync(string? write = null, string? read = null, string container = Container)
    {
        var uri = new Uri((await _server.Value).Uri, $"{Account}/{container}");
        return new Target(
            ProviderNames.NanoBananaApi,
            profile => profile with { UploadTo = UploadKinds.AzureBlob, UploadUri = uri.AbsoluteUri, UploadPrefix = "in" },
            new UploadSecrets(writeSas: new Secret(write ?? Sas("cw", TimeSpan.FromHours(1), container)), readSas: new Secret(read ?? Sas("r", TimeSpan.FromHours(1), container))));
    }

    private static async Task<(ServerProcess Server, Uri Uri)> StartAsync()
    {
        var started = await ServerProcess.StartAsync(Tools.Node, Path.Combine(NodePackages.Folder, "azurite.js"));
        var date = DateTime.UtcNow.ToString("R", CultureInfo.InvariantCulture);
        using var request = new HttpRequestMessage(HttpMethod.Put, new Uri(started.Uri, $"{Account}/{Container}?restype=container"));
        var text = $"PUT{new string('\n', 12)}x-ms-date:{date}\nx-ms-version:{Version}\n/{Account}/{Account}/{Container}\nrestype:container";
        request.Headers.Add("x-ms-date", date);
        request.Headers.Add("x-ms-version", Version);
        request.Headers.Add("Authorization", $"SharedKey {Account}:{Sign(text)}");
        using var reply = await Http.SendAsync(request);
        reply.EnsureSuccessStatusCode();
        return started;
    }

    private static string Sign(string text) => Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(Key), Encoding.UTF8.GetBytes(text)));
}
