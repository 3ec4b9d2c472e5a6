using NanoBanana.Client.State;

namespace NanoBanana.Client.Imaging;

/// <summary>A local image that was found whole and that a gateway takes, as it is or as a smaller copy.</summary>
/// <param name="Path">Full path.</param>
/// <param name="Original">As the user named it.</param>
/// <param name="Facts">What it is.</param>
/// <param name="Sha256">Names its content, in lower-case hexadecimal.</param>
internal sealed record SourceFile(string Path, string Original, ImageFacts Facts, string Sha256)
{
    private (int Width, int Height) _oriented;

    /// <summary>Why a copy is sent instead of it, such as "it is a GIF"; null if it is sent as it is.</summary>
    public string? FitReason { get; private init; }

    /// <summary>Most bytes of that copy; null if nothing limits it.</summary>
    public long? MaxBytes { get; private init; }

    /// <summary>What was done to it before it was sent, for users; empty if it was sent as it is.</summary>
    public string Change { get; init; } = string.Empty;

    /// <summary>Opens the file and proves it whole.</summary>
    /// <param name="source">A source with a path.</param>
    /// <param name="model">Whose size limit applies.</param>
    /// <param name="fit">Takes also what is too large, or a kind that gateways may not take: a copy will be sent.</param>
    /// <exception cref="NanoBananaException">
    /// <c>ImageNotFound</c>, <c>ImageUnreadable</c>, <c>ImageTypeNotSupported</c>, <c>ImageTruncated</c>, <c>ImageTooLarge</c> or <c>NotARegularFile</c>.
    /// </exception>
    public static SourceFile Open(SourceImage source, ModelCapabilities model, bool fit = false)
    {
        if (FileKind.Problem(source.Path!) is { } problem)
        {
            throw new NanoBananaException(ErrorIds.NotARegularFile, source.Original, problem) { Target = source.Original };
        }

        try
        {
            return OpenWhole(source, model, fit);
        }
        catch (Exception error) when (ImageErrors.IsKnown(error))
        {
            throw ImageErrors.Of(error, source.Original);
        }
    }

    /// <exception cref="IOException">It is not a regular file, or cannot be read.</exception>
    public static FileStream OpenRead(string path) => FileKind.Problem(path) is { } problem
        ? throw new IOException($"'{path}' is not a regular file: {problem}.")
        : new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1, FileOptions.SequentialScan);

    /// <summary>The size as a viewer shows it; read once, since the file may be gone when an accepted task asks for it.</summary>
    public (int Width, int Height) OrientedSize() => _oriented;

    private static SourceFile OpenWhole(SourceImage source, ModelCapabilities model, bool fit)
    {
        using var stream = OpenRead(source.Path!);
        if (stream.Length > model.MaxImageBytes && !fit)
        {
            throw new NanoBananaException(ErrorIds.ImageTooLarge, source.Original, stream.Length, model.Provider, model.MaxImageBytes) { Target = source.Original };
        }

        var (facts, hash) = ImageInspector.InspectAndHash(stream, others: fit);
        return new SourceFile(source.Path!, source.Original, facts, hash)
        {
            _oriented = ImageOrientation.Oriented(source.Path!, facts),
            FitReason = fit ? Reason(facts, model) : null,
            MaxBytes = model.MaxImageBytes,
        };
    }

    private static string? Reason(ImageFacts facts, ModelCapabilities model) =>
        facts.Format is not (OutputFormats.Jpeg or OutputFormats.Png or OutputFormats.WebP) ? $"it is a {facts.Format.ToUpperInvariant()}"
        : facts.Length > model.MaxImageBytes ? FormattableString.Invariant($"it has {facts.Length:N0} bytes; {model.Provider} takes at most {model.MaxImageBytes:N0}")
        : facts.Pixels.Has(PixelKind.Cmyk) ? "it has CMYK colours"
        : facts.Pixels.Has(PixelKind.Deep) ? "it has 16 bits per sample"
        : null;
}
