using System.Security.Cryptography;
using NanoBanana.Client.Gateways;

namespace NanoBanana.Faults;

/// <summary>One thing to make: its prompt names its source, and no other item has either.</summary>
/// <param name="Provider">The gateway.</param>
/// <param name="Prompt">Unique in its journal.</param>
/// <param name="Path">The source file.</param>
/// <param name="Sha256">Of the source, in lower-case hexadecimal.</param>
internal sealed record BatchItem(string Provider, string Prompt, string Path, string Sha256)
{
    /// <summary>Writes a source, unless another process did, and asks for an edit of it.</summary>
    public static BatchItem Make(string provider, string folder, string name)
    {
        Directory.CreateDirectory(folder);
        var path = System.IO.Path.Combine(folder, name + ".png");
        var image = PngBytes.Pixel(shade: 100, ballast: System.Text.Encoding.UTF8.GetBytes(name));
        if (!File.Exists(path))
        {
            File.WriteAllBytes(path, image);
        }

        return new BatchItem(provider, "edit " + name, path, Convert.ToHexStringLower(SHA256.HashData(image)));
    }

    /// <summary>The sources that all workers share.</summary>
    public static IReadOnlyList<BatchItem> MakeAll(string folder) => [.. GatewayRegistry.Names.Select(provider => Make(provider, folder, provider + "-shared"))];

    /// <summary>The same source, with a prompt of one worker's own.</summary>
    public BatchItem For(string worker) => this with { Prompt = Prompt + " for " + worker };

    public ImageRequest ToRequest() => new() { Prompt = Prompt, Sources = [SourceImage.FromFile(Path)] };
}
