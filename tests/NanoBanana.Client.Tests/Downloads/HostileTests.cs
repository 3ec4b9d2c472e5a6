using System.Net;
using NanoBanana.Client.Downloads;
using NanoBanana.Client.Tests.Support;

namespace NanoBanana.Client.Tests.Downloads;

/// <summary>Everything that a hostile gateway or host can answer: refused with its own id, and the disk is as it was.</summary>
public sealed class HostileTests : IDisposable
{
    private const long TenGigabytes = 10L * 1024 * 1024 * 1024;

    private readonly SaveBench _bench = new();

    public HostileTests() => _bench.Folder.Put("task-1.png", "mine"u8.ToArray());

    public static TheoryData<string, string> Answers { get; } = new()
    {
        { "10 GB that are announced", ErrorIds.DownloadTooLarge },
        { "10 GB that are not announced", ErrorIds.DownloadTooLarge },
        { "10 GB announced as 100 bytes", ErrorIds.DownloadTooLarge },
        { "an endless body", ErrorIds.DownloadTooLarge },
        { "a page", ErrorIds.DownloadWebPage },
        { "a page that says it is an image", ErrorIds.DownloadWebPage },
        { "a GIF", ErrorIds.DownloadNotAnImage },
        { "a program", ErrorIds.DownloadNotAnImage },
        { "packed bytes", ErrorIds.DownloadNotAnImage },
        { "nothing", ErrorIds.DownloadNotAnImage },
        { "gone", ErrorIds.DownloadExpired },
        { "a teapot", ErrorIds.DownloadFailed },
        { "a redirect to itself", ErrorIds.DownloadTooManyRedirects },
        { "a redirect to loopback", ErrorIds.DownloadAddressRefused },
        { "a redirect to a file", ErrorIds.DownloadRefused },
        { "a redirect to http", ErrorIds.DownloadRefused },
        { "a redirect to inline data", ErrorIds.DownloadRefused },
    };

    public void Dispose() => _bench.Dispose();

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task Is_refused_and_leaves_what_was_there(string answer, string errorId)
    {
        var host = new Host(answer);
        using var http = new HttpClient(host) { Timeout = Timeout.InfiniteTimeSpan };
        _bench.Profiles.Remove(_bench.Profile.Name);

        var error = await Caught.ByAsync(errorId, () => _bench.SaveAsync(options: _bench.Options with { Force = true, Sidecar = true, Embed = true }, http: http));

        Assert.Equal(SaveBench.Url, error.Target);
        Assert.Equal("task-1.png", Assert.Single(_bench.Folder.Names, name => !IsKeptAside(name)));
        Assert.Equal(errorId is ErrorIds.DownloadWebPage || (errorId is ErrorIds.DownloadNotAnImage && answer is not ("nothing" or "packed bytes")), _bench.Folder.Names.Any(IsKeptAside));
        Assert.Equal("mine", await File.ReadAllTextAsync(Path.Combine(_bench.Folder.Path, "task-1.png")));
        Assert.InRange(host.Given, 0, 60 * 1024 * 1024);
    }

    /// <summary>It was paid for, so it is kept; and what is damaged takes no other file's place, whatever -Force says.</summary>
    [Theory]
    [InlineData("a half image", "only")]
    [InlineData("an image with a wrong checksum", "IDAT")]
    [InlineData("an image without a picture", "contains no image")]
    public async Task Is_damaged_and_saved_with_a_warning(string answer, string reason)
    {
        using var http = new HttpClient(new Host(answer)) { Timeout = Timeout.InfiniteTimeSpan };

        var saved = await _bench.SaveAsync(options: _bench.Options with { Force = true, Sidecar = true, Embed = true }, http: http);

        Assert.False(saved.IsWhole);
        Assert.Equal(["task-1 (1).png", "task-1 (1).png.json", "task-1.png"], _bench.Folder.Names);
        Assert.Equal("mine", await File.ReadAllTextAsync(Path.Combine(_bench.Folder.Path, "task-1.png")));
        Assert.Contains("\"isWhole\": false", await File.ReadAllTextAsync(saved.Path + ".json"), StringComparison.Ordinal);
        Assert.Contains(reason, Assert.Single(_bench.Log.Warnings), StringComparison.Ordinal);
    }

    private static bool IsKeptAside(string name) => Path.GetExtension(name) is ".txt" or ".bin" or ".gif";

    [Fact]
    public void Each_refusal_has_an_id_of_its_own() =>
        Assert.Equal(8, Answers.Select(row => (string)row[1]).Distinct(StringComparer.Ordinal).Count());

    private sealed class Host(string answer) : HttpMessageHandler
    {
        /// <summary>Bytes of all bodies together.</summary>
        public long Given { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => Task.FromResult(answer switch
        {
            "10 GB that are announced" => Body(TenGigabytes, announced: TenGigabytes),
            "10 GB that are not announced" => Body(TenGigabytes, announced: null),
            "10 GB announced as 100 bytes" => Body(TenGigabytes, announced: 100),
            "an endless body" => Body(long.MaxValue, announced: null),
            "a page" => StubHttp.Reply(200, "<!doctype html><title>x</title>"u8.ToArray(), [("Content-Type", "text/html")]),
            "a page that says it is an image" => StubHttp.Reply(200, "\r\n <html>"u8.ToArray(), [("Content-Type", "image/png")]),
            "a GIF" => StubHttp.Reply(200, "GIF89a"u8.ToArray(), [("Content-Type", "image/png")]),
            "a program" => StubHttp.Reply(200, [0x7F, 0x45, 0x4C, 0x46, 2, 1, 1], [("Content-Type", "image/png")]),
            "packed bytes" => StubHttp.Reply(200, [0x1F, 0x8B, 8, 0, 0, 0, 0, 0], [("Content-Encoding", "gzip")]),
            "nothing" => StubHttp.Reply(204, [], []),
            "a half image" => StubHttp.Reply(200, Painted.Png(40, 40)[..900], []),
            "an image with a wrong checksum" => StubHttp.Reply(200, [.. Pictures.Png[..^13], (byte)(Pictures.Png[^13] ^ 1), .. Pictures.Png[^12..]], []),
            "an image without a picture" => StubHttp.Reply(200, PngBytes.WithoutPixels(4, 3), []),
            "gone" => StubHttp.Reply(410, [], []),
            "a teapot" => StubHttp.Reply(418, [], []),
            "a redirect to itself" => To(SaveBench.Url),
            "a redirect to loopback" => To("https://[::ffff:127.0.0.1]/"),
            "a redirect to a file" => To("file:///etc/passwd"),
            "a redirect to http" => To("http://cdn.example.com/"),
            "a redirect to inline data" => To("data:image/png;base64,AAAA"),
            _ => throw new InvalidOperationException(answer),
        });

        private static HttpResponseMessage To(string address) => StubHttp.Reply(302, [], [("Location", address)]);

        private HttpResponseMessage Body(long length, long? announced)
        {
            var reply = new HttpResponseMessage(HttpStatusCode.OK) { Content = new StreamContent(new Zeros(length, count => Given += count)) };
            reply.Content.Headers.ContentLength = announced;
            return reply;
        }
    }

    private sealed class Zeros(long length, Action<int> given) : MemoryStream
    {
        private long _left = length;

        public override bool CanSeek => false;

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => Task.FromResult(Take(count));

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => ValueTask.FromResult(Take(buffer.Length));

        private int Take(int count)
        {
            var taken = (int)Math.Min(_left, count);
            _left -= taken;
            given(taken);
            return taken;
        }
    }
}
