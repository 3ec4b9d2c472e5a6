using NanoBanana.Client.Downloads;
using NanoBanana.Client.Imaging;
using NanoBanana.Client.Imaging.Provenance;
using NanoBanana.Client.Tests.Support;

namespace NanoBanana.Client.Tests.Downloads;

/// <summary>Bytes that Content Credentials cover are not changed without a warning.</summary>
public sealed class SealedImageTests : IDisposable
{
    private static readonly byte[] Seal = Sealed.Png(Painted.Png(40, 30));

    private readonly SaveBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task A_sealed_image_is_saved_byte_by_byte()
    {
        _bench.Http.Answer(Seal);

        var saved = await _bench.SaveAsync();

        Assert.Equal(Provenances.Signed, saved.Provenance);
        Assert.Equal(Seal, await File.ReadAllBytesAsync(saved.Path));
        Assert.Empty(_bench.Log.Warnings);
    }

    [Fact]
    public async Task Embed_stands_down_and_the_text_stands_beside_it()
    {
        _bench.Http.Answer(Seal);

        var saved = await _bench.SaveAsync(SaveBench.Task(SaveBench.Url) with { Request = new ImageRequest { Prompt = "a red hat" } }, _bench.Options with { Embed = true });

        Assert.Equal(Seal, await File.ReadAllBytesAsync(saved.Path));
        Assert.Contains("Content Credentials", Assert.Single(_bench.Log.Warnings), StringComparison.Ordinal);
        var sidecar = await File.ReadAllTextAsync(saved.Path + ".json");
        Assert.Contains("a red hat", sidecar, StringComparison.Ordinal);
        Assert.Contains("\"provenance\": \"Signed\"", sidecar, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_conversion_says_that_the_seal_is_gone()
    {
        _bench.Http.Answer(Seal);

        var saved = await _bench.SaveAsync(options: _bench.Options with { ConvertTo = new ImageConversion(OutputFormats.WebP) });

        Assert.Equal(("task-1.webp", Provenances.None), (Path.GetFileName(saved.Path), saved.Provenance));
        Assert.Contains("Content Credentials were removed", Assert.Single(_bench.Log.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void A_changed_byte_breaks_the_seal_and_an_unreadable_one_is_broken_too()
    {
        var changed = Seal.ToArray();
        changed[^20] ^= 1;

        Assert.Equal(Provenances.Signed, Of(Seal));
        Assert.Equal(Provenances.Broken, Of(changed));
        Assert.Equal(Provenances.Broken, Of(PngBytes.WithChunk("caBX", [1, 2, 3])));
        Assert.Equal(Provenances.None, Of(Painted.Png(4, 4)));

        static string Of(byte[] png)
        {
            using var stream = new MemoryStream(png);
            return ContentCredentials.Of(stream, OutputFormats.Png);
        }
    }
}
