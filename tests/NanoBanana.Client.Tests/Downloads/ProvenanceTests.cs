using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using NanoBanana.Client.Compatibility;
using NanoBanana.Client.Downloads;
using NanoBanana.Client.Imaging;
using NanoBanana.Client.Tests.Support;

namespace NanoBanana.Client.Tests.Downloads;

/// <summary>What an image was made from: next to it, and within it.</summary>
public sealed class ProvenanceTests : IDisposable
{
    private const string Prompt = "a r\u00E9d hat,\nsecond line \uD83C\uDFA9";

    private readonly SaveBench _bench = new();

    private static ImageTask Made => SaveBench.Task("https://cdn.example.com/out.png?X-Amz-Signature=abc&v=1") with
    {
        Request = new ImageRequest { Prompt = Prompt, Sources = ["photos/beach.jpg", "https://in.example/a.jpg?sig=secret&v=2"], AspectRatio = "16:9", OutputFormat = "png" },
        Model = "google/nano-banana",
        Operation = Operations.Edit,
        SubmittedAt = FakeTime.Start.AddSeconds(-9),
        CompletedAt = FakeTime.Start.AddSeconds(-2),
        Duration = TimeSpan.FromSeconds(7),
        IntentId = "intent-1",
        Cost = new Cost { Amount = 4, Currency = "credits", Certainty = "Exact" },
    };

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task A_sidecar_has_everything_but_signatures()
    {
        _bench.Http.Answer(Pictures.Png);

        var saved = await _bench.SaveAsync(Made, _bench.Options with { Sidecar = true });

        Assert.Equal(["beach.png", "beach.png.json"], _bench.Folder.Names);
        using var json = JsonDocument.Parse(await File.ReadAllTextAsync(saved.Path + ".json"));
        var root = json.RootElement;
        Assert.Equal(
            [
                "beach.png", Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(saved.Path))), "4", "3", "1", "https://cdn.example.com/out.png?v=1", Prompt, "photos/beach.jpg", "https://in.example/a.jpg?v=2", "Crun",
                "work", "google/nano-banana", "Edit", "16:9", "png", "1", "task-1", "intent-1", "7", "4", "credits", "Exact",
            ],
            new[]
            {
                root.GetProperty("image"), root.GetProperty("sha256"), root.GetProperty("width"), root.GetProperty("height"), root.GetProperty("index"), root.GetProperty("url"),
                root.GetProperty("prompt"), root.GetProperty("source")[0], root.GetProperty("source")[1], root.GetProperty("provider"), root.GetProperty("profile"), root.GetProperty("model"),
                root.GetProperty("operation"), root.GetProperty("aspectRatio"), root.GetProperty("outputFormat"), root.GetProperty("count"), root.GetProperty("taskId"),
                root.GetProperty("intentId"), root.GetProperty("durationSeconds"), root.GetProperty("cost").GetProperty("amount"), root.GetProperty("cost").GetProperty("currency"),
                root.GetProperty("cost").GetProperty("certainty"),
            }.Select(each => each.ToString()));
        Assert.Equal(FakeTime.Start, root.GetProperty("savedAt").GetDateTimeOffset());
    }

    [Fact]
    public async Task A_file_in_the_sidecars_place_is_not_overwritten()
    {
        _bench.Folder.Put("beach.png.json", "mine"u8.ToArray());
        _bench.Http.Answer(Pictures.Png).Answer(Pictures.Png);

        var saved = await _bench.SaveAsync(Made, _bench.Options with { Sidecar = true });
        Assert.Equal("beach (1).png", Path.GetFileName(saved.Path));
        Assert.Equal("mine", await File.ReadAllTextAsync(Path.Combine(_bench.Folder.Path, "beach.png.json")));

        await _bench.SaveAsync(Made, _bench.Options with { Sidecar = true, Force = true });
        Assert.Equal(["beach (1).png", "beach (1).png.json", "beach.png", "beach.png.json"], _bench.Folder.Names);
        Assert.NotEqual("mine", await File.ReadAllTextAsync(Path.Combine(_bench.Folder.Path, "beach.png.json")));
    }

    [Fact]
    public async Task A_png_gets_text_chunks_and_keeps_every_other_byte()
    {
        _bench.Http.Answer(Pictures.Png);

        var saved = await _bench.SaveAsync(Made, _bench.Options with { Embed = true });

        var bytes = await File.ReadAllBytesAsync(saved.Path);
        const int Header = 33;
        var added = bytes.Length - Pictures.Png.Length;
        byte[] rest = [.. bytes.AsSpan(0, Header), .. bytes.AsSpan(Header + added)];
        Assert.Equal(Pictures.Png, rest);
        var text = Encoding.UTF8.GetString(bytes, Header, added);
        Assert.Contains("iTXtTaskId\0\0\0\0\0task-1", text, StringComparison.Ordinal);
        Assert.Contains("iTXtProvider\0\0\0\0\0Crun", text, StringComparison.Ordinal);
        Assert.Contains("iTXtDescription\0\0\0\0\0" + Prompt, text, StringComparison.Ordinal);

        // the walk checks each chunk's checksum
        using var stream = File.OpenRead(saved.Path);
        var facts = ImageInspector.Inspect(stream);
        Assert.Equal(("png", 4, 3, (long)bytes.Length, saved.Checksum), (facts.Format, facts.Width, facts.Height, facts.Length, facts.Checksum));
    }

    [Fact]
    public async Task A_jpeg_gets_a_comment_behind_its_application_segments()
    {
        byte[] exif = [0xFF, 0xE1, 0, 8, .. "Exif\0\0"u8];
        byte[] jpeg = [.. Pictures.Jpeg.AsSpan(0, 2), .. exif, .. Pictures.Jpeg.AsSpan(2)];
        _bench.Http.Answer(jpeg);

        var saved = await _bench.SaveAsync(Made, _bench.Options with { Embed = true });

        var bytes = await File.ReadAllBytesAsync(saved.Path);
        var comment = Encoding.UTF8.GetBytes($"TaskId: task-1\nProvider: Crun\nPrompt: {Prompt}");
        var start = bytes.AsSpan().IndexOf(comment) - 4;
        Assert.Equal([0xFF, 0xFE, (byte)((comment.Length + 2) >> 8), (byte)(comment.Length + 2)], bytes[start..(start + 4)]);
        Assert.True(start >= 2 + exif.Length);
        var xmp = bytes.AsSpan().IndexOf("http://ns.adobe.com/xap/1.0/\0"u8) - 4;
        Assert.Equal(2 + exif.Length, xmp);
        byte[] rest = [.. bytes.AsSpan(0, xmp), .. bytes.AsSpan(start + 4 + comment.Length)];
        Assert.Equal(jpeg, rest);
        Assert.Contains("compositeWithTrainedAlgorithmicMedia", Encoding.UTF8.GetString(bytes), StringComparison.Ordinal);
        using var stream = File.OpenRead(saved.Path);
        Assert.Equal(("jpeg", 16, 8, saved.Checksum), ImageInspector.Inspect(stream) is var facts ? (facts.Format, facts.Width, facts.Height, facts.Checksum) : default);
    }

    [Fact]
    public async Task A_prompt_too_long_for_a_comment_is_cut_between_characters()
    {
        _bench.Http.Answer(Pictures.Jpeg);

        var saved = await _bench.SaveAsync(Made with { Request = new ImageRequest { Prompt = string.Concat(Enumerable.Repeat("\u5BFF", 30_000)) } }, _bench.Options with { Embed = true });

        using var stream = File.OpenRead(saved.Path);
        Assert.InRange(ImageInspector.Inspect(stream).Length, 65_000, 133_000);
        Assert.DoesNotContain('\uFFFD', Encoding.UTF8.GetString(await File.ReadAllBytesAsync(saved.Path)).Split("Prompt: ")[1].Split('\u5BFF')[^2]);
    }

    [Fact]
    public async Task A_webp_gets_xmp_and_keeps_its_pixels()
    {
        _bench.Http.Answer(Pictures.WebP);

        var saved = await _bench.SaveAsync(Made, _bench.Options with { Embed = true });

        var bytes = await File.ReadAllBytesAsync(saved.Path);
        Assert.True(bytes.AsSpan().IndexOf(Pictures.WebP.AsSpan(12)) > 0);
        Assert.Contains("compositeWithTrainedAlgorithmicMedia", Encoding.UTF8.GetString(bytes), StringComparison.Ordinal);
        Assert.Contains(Prompt, Encoding.UTF8.GetString(bytes), StringComparison.Ordinal);
        Assert.Equal((1, 1), (saved.Width, saved.Height));
        Assert.True(saved.IsWhole);
    }
}
