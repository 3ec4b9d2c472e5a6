using NanoBanana.Client.State;

namespace NanoBanana.Client.Imaging;

/// <summary>A local image that was found whole and of a type that gateways take.</summary>
/// <param name="Path">Full path.</param>
/// <param name="Original">As the user named it.</param>
/// <param name="Facts">What it is.</param>
/// <param name="Sha256">Names its content, in lower-case hexadecimal.</param>
internal sealed record SourceFile(string Path, string Original, ImageFacts Facts, string Sha256)
{
    private (int Width, int Height) _oriented;

    /// <summary>Opens and walks the file.</summary>
    /// <param name="source">A source with a path.</param>
    /// <param name="model">Whose size limit applies.</param>
    /// <exception cref="NanoBananaException">
    /// <c>ImageNotFound</c>, <c>ImageUnreadable</c>, <c>ImageTypeNotSupported</c>, <c>ImageTruncated</c>, <c>ImageTooLarge</c> or <c>NotARegularFile</c>.
    /// </exception>
    public static SourceFile Open(SourceImage source, ModelCapabilities model)
    {
        var path = source.Path!;
        if (FileKind.Problem(path) is { } problem)
        {
            throw new NanoBananaException(ErrorIds.NotARegularFile, source.Original, problem) { Target = source.Original };
        }

        try
        {
            using var stream = OpenRead(path);
            if (stream.Length > model.MaxImageBytes)
            {
                throw new NanoBananaException(ErrorIds.ImageTooLarge, source.Original, stream.Length, model.Provider, model.MaxImageBytes) { Target = source.Original };
            }

            var (facts, hash) = ImageInspector.InspectAndHash(stream);
            return new SourceFile(path, source.Original, facts, hash) { _oriented = ImageOrientation.Oriented(path, facts) };
        }
        catch (ImageFormatException error) when (error.Format is null)
        {
            throw new NanoBananaException(ErrorIds.ImageTypeNotSupported, error, source.Original, error.Message) { Target = source.Original };
        }
        catch (ImageFormatException error)
        {
            throw new NanoBananaException(ErrorIds.ImageTruncated, error, source.Original, error.Format, error.Message) { Target = source.Original };
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new NanoBananaException(ErrorIds.ImageNotFound, error, source.Original) { Target = source.Original };
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new NanoBananaException(ErrorIds.ImageUnreadable, error, source.Original, error.Message) { Target = source.Original };
        }
    }

    /// <exception cref="IOException">It is no regular file, or cannot be read.</exception>
    public static FileStream OpenRead(string path) => FileKind.Problem(path) is { } problem
        ? throw new IOException($"'{path}' is no regular file: {problem}.")
        : new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1, FileOptions.SequentialScan);

    /// <summary>The size as a viewer shows it; read once, since the file may be gone when an accepted task asks for it.</summary>
    public (int Width, int Height) OrientedSize() => _oriented;
}
