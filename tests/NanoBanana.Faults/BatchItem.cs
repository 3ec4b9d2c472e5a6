using System.Security.Cryptography;
using NanoBanana.Crash;

namespace NanoBanana.Faults;

/// <summary>One thing to make: its prompt names its source, and no other item has either.</summary>
/// <param name="Provider">The gateway.</param>
/// <param name="Prompt">Unique in its journal.</param>
/// <param name="Path">The source file.</param>
/// <param name="Sha256">Of the source, in lower-case hexadecimal.</param>
internal sealed record BatchItem(string Provider, string Prompt, string Path, string Sha256)
{
    /// <summary>Writes a source and asks for an edit of it.</summary>
    public static BatchItem Make(string provider, string folder, string name)
    {
        Directory.CreateDirectory(folder);
        var path = System.IO.Path.Combine(folder, name + ".png");
        var image = TinyPng.Make(shade: 100, ballast: System.Text.Encoding.UTF8.GetBytes(name));
        File.WriteAllBytes(path, image);
        return new BatchItem(provider, "edit " + name, path, Convert.ToHexStringLower(SHA256.HashData(image)));
    }

    public ImageRequest ToRequest() => new() { Prompt = Prompt, Sources = [SourceImage.FromFile(Path)] };
}
