using System.IO.Compression;
using System.Text;
using NanoBanana.Client.Callbacks;
using NanoBanana.Client.Compatibility;
using NanoBanana.Client.Http;
using NanoBanana.Client.Tests.Callbacks;
using NanoBanana.Client.Tests.Downloads;
using NanoBanana.Client.Tests.Support;

namespace NanoBanana.Client.Tests.Http;

/// <summary>
/// Something between packs or spells a reply in another way than was asked for. On 438ef55 each of these lost a paid task's id, its
/// state, its callback or its image.
/// </summary>
public sealed class PackedReplyTests
{
    private static readonly Dictionary<string, Func<byte[], (byte[] Body, (string, string)[] Headers)>> Ways = new(StringComparer.Ordinal)
    {
        ["BOM"] = body => ([0xEF, 0xBB, 0xBF, .. body], []),
        ["NULs at the end"] = body => ([.. body, 0, 0, 0], []),
        ["gzip"] = body => (Pack(body, stream => new GZipStream(stream, CompressionLevel.Fastest)), [("Content-Encoding", "gzip")]),
        ["gzip without a header"] = body => (Pack(body, stream => new GZipStream(stream, CompressionLevel.Fastest)), []),
        ["deflate as zlib"] = body => (Pack(body, stream => new ZLibStream(stream, CompressionLevel.Fastest)), [("Content-Encoding", "deflate")]),
        ["deflate, bare"] = body => (Pack(body, stream => new DeflateStream(stream, CompressionLevel.Fastest)), [("Content-Encoding", "deflate")]),
        ["br"] = body => (Pack(body, stream => new BrotliStream(stream, CompressionLevel.Fastest)), [("Content-Encoding", "br")]),
        ["twice"] = body => (Pack(Pack(body, stream => new DeflateStream(stream, CompressionLevel.Fastest)), stream => new GZipStream(stream, CompressionLevel.Fastest)), [("Content-Encoding", "deflate, gzip")]),
        ["a header left over"] = body => (body, [("Content-Encoding", "gzip")]),
        ["UTF-16 LE"] = body => ([0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Encoding.UTF8.GetString(body))], []),
        ["UTF-16 BE"] = body => ([0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes(Encoding.UTF8.GetString(body))], []),
        ["UTF-16 without a mark"] = body => (Encoding.Unicode.GetBytes(Encoding.UTF8.GetString(body)), [("Content-Type", "application/json; charset=utf-16")]),
        ["charset utf8"] = body => (body, [("Content-Type", "application/json; charset=\"utf8\"")]),
        ["charset nonsense"] = body => (body, [("Content-Type", "application/json; charset=x-unknown")]),
    };

    public static TheoryData<string, string> Cases { get; } = MakeCases();

    // the charset of a callback's Content-Type is not checked: JSON without a mark is UTF-8 (RFC 8259, 8.1)
    public static TheoryData<string> Names { get; } = new(Ways.Keys.Where(way => way is not "UTF-16 without a mark"));

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_paid_task_is_not_lost(string provider, string way)
    {
        using var bench = new Bench(provider);
        var (body, headers) = Ways[way](Encoding.UTF8.GetBytes(Wire.Accepted(provider, "id-1")));
        bench.Http.Answer(body, headers);

        var result = await bench.SubmitAsync();

        Assert.Null(result.Error);
        Assert.Equal("id-1", result.Task!.Id);
        Assert.Equal("identity", bench.Http.Only.Header("Accept-Encoding"));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Its_state_is_seen(string provider, string way)
    {
        using var bench = new Bench(provider);
        var (body, headers) = Ways[way](Encoding.UTF8.GetBytes(Golden.Text(FinishedOf(provider))));
        bench.Http.Answer(body, headers);

        Assert.NotEmpty((await bench.GetAsync(IdIn(provider))).Images);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Its_callback_is_read(string way)
    {
        var (body, headers) = Ways[way](Bodies.Bytes(Bodies.Crun));

        var callback = CallbackReader.Read(body, headers.Select(each => new KeyValuePair<string, string>(each.Item1, each.Item2)), new CallbackOptions { Time = new FakeTime() });

        Assert.Equal((ProviderNames.Crun, TaskStates.Succeeded), (callback.Provider, callback.ClaimedState));
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("gzip without a header")]
    [InlineData("deflate as zlib")]
    [InlineData("deflate, bare")]
    [InlineData("br")]
    [InlineData("a header left over")]
    public async Task Its_image_is_saved(string way)
    {
        using var bench = new SaveBench();
        var (body, headers) = Ways[way](Pictures.Png);
        bench.Http.Answer(body, headers);

        var saved = await bench.SaveAsync();

        Assert.Equal(Pictures.Png, await File.ReadAllBytesAsync(saved.Path));
    }

    [Fact]
    public void Latin_1_is_read_as_such_where_it_is_no_UTF_8() =>
        Assert.Equal("{\"msg\":\"é\"}", Encoding.UTF8.GetString(ReplyDecoder.Decode(Encoding.Latin1.GetBytes("{\"msg\":\"é\"}"), encoding: null, "ISO-8859-1", 1000)));

    [Fact]
    public void What_is_cut_gives_what_there_is()
    {
        var packed = Pack(Encoding.UTF8.GetBytes("{\"data\":{\"taskId\":\"id-1\"},\"rest\":\"" + new string('x', 100_000) + "\"}"), stream => new GZipStream(stream, CompressionLevel.NoCompression));

        var text = Encoding.UTF8.GetString(ReplyDecoder.Decode(packed[..5000], "gzip", charset: null, 1_000_000));

        Assert.StartsWith("{\"data\":{\"taskId\":\"id-1\"}", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_bomb_is_not_unpacked()
    {
        var bomb = Pack(new byte[50_000_000], stream => new GZipStream(stream, CompressionLevel.Fastest));

        Assert.InRange(ReplyDecoder.Unpack(bomb, "gzip", 1_000_000).Length, 1, 1_100_000);
    }

    internal static byte[] Pack(byte[] body, Func<Stream, Stream> open)
    {
        using var packed = new MemoryStream();
        using (var stream = open(packed))
        {
            stream.Write(body);
        }

        return packed.ToArray();
    }

    private static string FinishedOf(string provider) => provider + (provider == ProviderNames.Pixazo ? "/v2-query-success.json" : "/query-success.json");

    private static string IdIn(string provider)
    {
        var gateway = Client.Gateways.GatewayRegistry.Find(provider);
        return gateway.ReadQuery(Wire.Reply(Golden.Text(FinishedOf(provider)))).Id!;
    }

    private static TheoryData<string, string> MakeCases()
    {
        var cases = new TheoryData<string, string>();
        foreach (var provider in Client.Gateways.GatewayRegistry.Names)
        {
            foreach (var way in Ways.Keys)
            {
                cases.Add(provider, way);
            }
        }

        return cases;
    }
}
