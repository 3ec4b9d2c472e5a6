using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace NanoBanana.Crash;

/// <summary>Serves the images of save plans, and counts what was fetched for each plan: <c>/plan/number</c>.</summary>
internal sealed class ImageServer : IDisposable
{
    private const int Ballast = 150_000;

    private readonly HttpListener _listener = new();
    private readonly ConcurrentDictionary<string, int> _fetched = new(StringComparer.Ordinal);
    private readonly byte[][] _images;

    public ImageServer()
    {
        var random = new Random(1);
        _images = [.. Enumerable.Range(1, SavePlan.Count).Select(number =>
        {
            var ballast = new byte[random.Next(Ballast)];
            random.NextBytes(ballast);
            return PngBytes.Pixel((byte)number, ballast);
        })];
        Uri = new Uri(FormattableString.Invariant($"http://127.0.0.1:{FreePort()}/"));
        _listener.Prefixes.Add(Uri.AbsoluteUri);
        _listener.Start();
        _ = Task.Run(ServeAsync);
    }

    public Uri Uri { get; }

    public byte[] Image(int number) => _images[number - 1];

    public int Fetched(string plan) => _fetched.GetValueOrDefault(plan);

    public void Dispose() => _listener.Close();

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, port: 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private async Task ServeAsync()
    {
        while (true)
        {
            try
            {
                _ = Task.Run(Answer(await _listener.GetContextAsync()));
            }
            catch (Exception error) when (error is ObjectDisposedException or HttpListenerException)
            {
                return;
            }
        }
    }

    private Action Answer(HttpListenerContext context) => () =>
    {
        var parts = context.Request.Url!.AbsolutePath.Trim('/').Split('/');
        _fetched.AddOrUpdate(parts[0], 1, static (_, count) => count + 1);
        var image = Image(int.Parse(parts[1], CultureInfo.InvariantCulture));
        try
        {
            context.Response.ContentLength64 = image.Length;
            context.Response.Close(image, willBlock: true);
        }
        catch (HttpListenerException)
        {
            // the child died while it was reading
        }
    };
}
