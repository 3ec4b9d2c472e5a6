using System.Security.Cryptography;
using NanoBanana.Client.Model;

namespace NanoBanana.Client.Imaging;

/// <summary>The SHA-256 by which other tools identify content. It takes longer than receiving an image, so it is computed on demand.</summary>
public static class ContentHash
{
    /// <summary>SHA-256 of a file as it is now, in lower-case hexadecimal.</summary>
    /// <param name="path">A path of the file system.</param>
    /// <returns>64 digits.</returns>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static string OfFile(string path)
    {
        using var file = SourceFile.OpenRead(path);
        using var sha = SHA256.Create();
        return Hex.Encode(sha.ComputeHash(file));
    }
}
