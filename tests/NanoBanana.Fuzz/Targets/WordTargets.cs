using System.Net;
using System.Text;
using NanoBanana.Client.Downloads;
using NanoBanana.Client.Gateways;
using NanoBanana.Fuzz.Running;

namespace NanoBanana.Fuzz.Targets;

/// <summary>Short texts from the wire: <c>Retry-After</c>, data URIs, links and redirects, and prices as people write them.</summary>
internal static class WordTargets
{
    private static readonly AddressRule Rule = AddressRule.Of(new Profile { Name = "fuzz", Provider = ProviderNames.Crun, BaseUri = new Uri("https://api.crun.ai") });

    public static IEnumerable<FuzzTarget> All() =>
    [
        new("retry-after", Seeds("0", "17", " 2.5 ", "1e3", "NaN", "Mon, 05 Oct 2026 12:00:20 GMT", "Fri, 31 Dec 9999 23:59:59 GMT", "2026-10-05T12:00:20+14:00"), Wait)
        {
            Allowed = [],
            Words = ["-", "e", "E+308", ".", "Infinity", "9999", "0001", "GMT", "+14:00", "\u0661", "\u00A0", "T", "AD", "12:"],
        },
        new("data-uri", Seeds("data:image/png;base64,iVBORw0KGgo=", "data:,", "data:image/jpeg;charset=x;base64,/9j/", "DATA:;BASE64,AAAA\n"), InlineAsync) { Words = ["=", ";base64,", "%3D", "data:", " ", "\0", "-_"] },
        new("link", Seeds("https://cdn.example/a.png", "http://127.0.0.1/", "https://[::1]/", "https://example.com:99999/", "/next", "https://user@example.com/", "https://0x7f.1/", "//example.com", "https://xn--a.example/"), FollowAsync)
        {
            Allowed = [typeof(NanoBananaException), typeof(HttpRequestException)],
            Words = ["//", "https://", "..", "%", "%00", "[", "]", "@", ":", "\\", "\u3002", "\u00DF", "169.254.169.254", "0177.0.0.1", "::ffff:10.0.0.1", "\uD800"],
        },
        new("price", Seeds("5 USD", "0.06 usd", "20 credits", "20/10s", "600/m", "5/500ms"), Money) { Words = ["-", "e9", ",", "79228162514264337593543950335", "USD", "credits", "/", "h", "\u0661"] },
    ];

    private static byte[][] Seeds(params string[] texts) => [.. texts.Select(Encoding.UTF8.GetBytes)];

    private static bool Wait(byte[] input)
    {
        var wait = RetryAfter.Read(new GatewayReply(429, [], Encoding.UTF8.GetString(input)), new JumpTime());
        return wait is null ? false : wait >= TimeSpan.Zero && wait <= TimeSpan.FromHours(1) ? true : throw new InvalidDataException("A wait beyond its bounds.");
    }

    private static async ValueTask<bool> InlineAsync(byte[] input)
    {
        using var target = new MemoryStream();
        await target.WriteInlineAsync(new ResultImage { Url = Encoding.UTF8.GetString(input), Index = 1 }, maxBytes: 1024, CancellationToken.None);
        return target.Length <= 1024 ? true : throw new InvalidDataException("More than was allowed.");
    }

    private static async ValueTask<bool> FollowAsync(byte[] input)
    {
        var text = Encoding.UTF8.GetString(input);
        using var http = new HttpClient(new Redirector(text));
        using var target = new MemoryStream();
        var download = new ImageDownload(http, Rule, new JumpTime());
        var first = await TryAsync(download, new ResultImage { Url = text, Index = 1 }, target);
        return await TryAsync(download, new ResultImage { Url = "https://cdn.example/first", Index = 1 }, target) || first;
    }

    private static async Task<bool> TryAsync(ImageDownload download, ResultImage image, Stream target)
    {
        try
        {
            await download.CopyToAsync(image, target, maxBytes: 1024, CancellationToken.None);
            return true;
        }
        catch (NanoBananaException)
        {
            return false;
        }
    }

    private static bool Money(byte[] input)
    {
        var text = Encoding.UTF8.GetString(input);
        return RateLimit.TryParse(text) is not null || NanoBanana.Money.Parse(text).Amount >= 0;
    }

    private sealed class Redirector(string location) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var address = request.RequestUri!;
            if (address.Scheme != "https" || address.IsLoopback || address.UserInfo.Length > 0)
            {
                throw new InvalidDataException($"{address} was asked for.");
            }

            var isFirst = address.AbsolutePath == "/first";
            var reply = new HttpResponseMessage(isFirst ? HttpStatusCode.Found : HttpStatusCode.OK) { Content = new ByteArrayContent([1, 2, 3]) };
            reply.Headers.TryAddWithoutValidation("Location", isFirst ? location : null);
            return Task.FromResult(reply);
        }
    }
}
