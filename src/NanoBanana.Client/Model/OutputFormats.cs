namespace NanoBanana;

/// <summary>File formats of results. <c>jpeg</c> and <c>jpg</c> are one format; each gateway gets its own spelling.</summary>
public static class OutputFormats
{
    /// <summary>Portable Network Graphics.</summary>
    public const string Png = "png";

    /// <summary>JPEG.</summary>
    public const string Jpeg = "jpeg";

    /// <summary>WebP.</summary>
    public const string WebP = "webp";

    /// <summary>All of them, in the order of the help.</summary>
    public static IReadOnlyList<string> All { get; } = [Png, Jpeg, WebP];

    /// <summary>The spelling of the module: lower case, and <c>jpeg</c> for <c>jpg</c>.</summary>
    /// <param name="format">A format in any case.</param>
    /// <returns>The spelling of the module.</returns>
    public static string Normalize(string format)
    {
#pragma warning disable CA1308 // the gateways write formats in lower case
        var text = format.Trim().TrimStart('.').ToLowerInvariant();
#pragma warning restore CA1308
        return string.Equals(text, "jpg", StringComparison.Ordinal) ? Jpeg : text;
    }
}
