using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace NanoBanana.Uploads.Tests.Support;

/// <summary>nginx with its DAV module, and places that refuse uploads; started when the first test needs it.</summary>
public sealed class NginxServer : IDisposable
{
    private static readonly TimeSpan HangGuard = TimeSpan.FromSeconds(30);

    private readonly TempFolder _folder = new();
    private readonly Lazy<Task<(ServerProcess Server, Uri Uri)>> _server;

    public NginxServer() => _server = new(StartAsync);

    /// <summary>How many PUTs it got.</summary>
    public int Puts => File.ReadLines(_folder.At("access.log")).Count(line => line == "PUT");

    public void Dispose()
    {
        if (_server.IsValueCreated)
        {
            _server.Value.GetAwaiter().GetResult().Server.Dispose();
        }

        _folder.Dispose();
    }

    /// <param name="place">The folder there: <c>open</c>, <c>locked</c>, or one that refuses uploads.</param>
    /// <param name="password">The password for <c>locked</c>.</param>
    internal async Task<Target> TargetAsync(string place, string? password = null)
    {
        var uri = new Uri((await _server.Value).Uri, place + "/{name}");
        var headers = password is null ? null : new Dictionary<string, Secret> { ["Authorization"] = new("Basic " + Convert.ToBase64String("me:"u8.ToArray().Concat(System.Text.Encoding.UTF8.GetBytes(password)).ToArray())) };
        return new Target(ProviderNames.AigptImage, profile => profile with { UploadTo = UploadKinds.HttpPut, UploadUri = Uri.UnescapeDataString(uri.OriginalString) }, new UploadSecrets(headers));
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task<(ServerProcess Server, Uri Uri)> StartAsync()
    {
        var port = FreePort();
        Directory.CreateDirectory(_folder.At("files/open"));
        _folder.Put("passwords", "me:{PLAIN}open sesame"u8.ToArray());
        _folder.Put("nginx.conf", System.Text.Encoding.UTF8.GetBytes(Configuration(port)));
        var server = ServerProcess.Start(Tools.Nginx, "-p", _folder.Path + "/", "-c", "nginx.conf");
        var patience = DateTime.UtcNow + HangGuard;
        while (!await ListensAsync(port))
        {
            Assert.True(DateTime.UtcNow < patience, "nginx does not listen.");
        }

        return (server, new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/")));
    }

    private static async Task<bool> ListensAsync(int port)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static string Configuration(int port) => $$"""
        daemon off;
        master_process off;
        error_log error.log;
        pid nginx.pid;
        events { }
        http {
            log_format method '$request_method';
            access_log access.log method;
            client_body_temp_path body;
            proxy_temp_path proxy;
            fastcgi_temp_path fastcgi;
            uwsgi_temp_path uwsgi;
            scgi_temp_path scgi;
            client_max_body_size 64m;
            server {
                listen 127.0.0.1:{{port}};
                root files;
                location /open/ { dav_methods PUT; }
                location /locked/ {
                    dav_methods PUT;
                    create_full_put_path on;
                    limit_except GET { auth_basic files; auth_basic_user_file passwords; }
                }
                location /forbidden/ { dav_methods PUT; limit_except GET { deny all; } }
                location /gone/ { return 404; }
                location /full/ { return 507; }
            }
        }
        """;
}
