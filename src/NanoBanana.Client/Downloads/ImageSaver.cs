using NanoBanana.Client.Images;
using NanoBanana.Client.Transport;
using Polly;
using Polly.Retry;

namespace NanoBanana.Client.Downloads;

/// <summary>
/// Saves results: into a part file beside the target, checked whole, then moved into place. A file appears under its final
/// name whole or not at all.
/// </summary>
public sealed class ImageSaver
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(0.5);

    private readonly ClientOptions _options;
    private readonly HttpClient _http;
    private readonly ResiliencePipeline _retry;

    /// <summary>Creates a saver.</summary>
    public ImageSaver(ClientOptions? options = null)
    {
        var host = options ?? new ClientOptions();
        _options = host;
        _http = host.Http ?? HttpStack.Shared;
        _retry = new ResiliencePipelineBuilder { TimeProvider = host.Time }
            .AddRetry(new RetryStrategyOptions
            {
                MaxRetryAttempts = 3,
                ShouldHandle = args => new ValueTask<bool>(
                    args.Outcome.Exception is HttpRequestException or NetworkFault or NanoBananaException { ErrorId: ErrorIds.DownloadTruncated }),
                DelayGenerator = args => new ValueTask<TimeSpan?>(Backoff.Wait(FirstWait, args.AttemptNumber, asked: null, host.Random())),
            })
            .Build();
    }

    /// <summary>Saves one image.</summary>
    /// <param name="task">A succeeded task.</param>
    /// <param name="image">One of its images.</param>
    /// <param name="profile">The task's profile: only an emulator's may use http.</param>
    /// <param name="options">Where and how.</param>
    /// <param name="cancellationToken">Stops; nothing is left behind.</param>
    /// <exception cref="NanoBananaException">It could not be fetched, is no whole image, or could not be written.</exception>
    public async Task<SavedImage> SaveAsync(ImageTask task, ResultImage image, Profile profile, SaveOptions options, CancellationToken cancellationToken)
    {
        NameTemplate.Check(options.Name);
        var stem = NameTemplate.Expand(options.Name, task, image);
        try
        {
            Directory.CreateDirectory(options.Destination);
            var download = new ImageDownload(_http, profile.IsLoopback());
            var saved = await _retry.ExecuteAsync(
                async token => await SaveOnceAsync(task, image, download, stem, options, token).ConfigureAwait(false),
                cancellationToken).ConfigureAwait(false);
            await RecordAsync(saved).ConfigureAwait(false);
            return saved;
        }
        catch (Exception error) when (error is HttpRequestException or NetworkFault)
        {
            throw new NanoBananaException(ErrorIds.DownloadFailed, error, image, Redaction.Message(error.Message, key: null)) { Target = image.ToString() };
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            var path = Path.Combine(options.Destination, stem);
            throw new NanoBananaException(ErrorIds.SaveFailed, error, path, error.Message) { Target = path };
        }
    }

    private static async Task<SavedImage> SaveOnceAsync(ImageTask task, ResultImage image, ImageDownload download, string stem, SaveOptions options, CancellationToken cancellationToken)
    {
        using var part = PartFile.Create(options.Destination, stem);
        await FetchAsync(image, download, part, options.MaxBytes, cancellationToken).ConfigureAwait(false);
        var facts = Inspect(part, image);
        var path = part.MoveInto(options.Destination, stem, facts.Extension, options.Force);
        return new SavedImage(path, task, image, facts.Sha256, facts.Width, facts.Height);
    }

    private async Task RecordAsync(SavedImage saved)
    {
        try
        {
            await (_options.Journal?.SavedAsync(saved.Task, saved.Image.Index, saved.Path, saved.Sha256) ?? Task.CompletedTask).ConfigureAwait(false);
        }
        catch (NanoBananaException error)
        {
            _options.Log?.Warning($"{saved.Path} was saved, but the journal could not be told. {error.Message}");
        }
    }

    private static async Task FetchAsync(ResultImage image, ImageDownload download, PartFile part, long maxBytes, CancellationToken cancellationToken)
    {
        try
        {
            await download.CopyToAsync(image, part.Stream, maxBytes, cancellationToken).ConfigureAwait(false);
        }
        catch (IOException error) when (!part.IsDiskFault(error))
        {
            throw new NetworkFault(error);
        }
    }

    private static ImageFacts Inspect(PartFile part, ResultImage image)
    {
        try
        {
            part.Stream.Flush(flushToDisk: true);
            part.Stream.Position = 0;
            return ImageInspector.Inspect(part.Stream);
        }
        catch (ImageFormatException error) when (error.Format is null)
        {
            throw new NanoBananaException(ErrorIds.DownloadNotAnImage, error, image, error.Message) { Target = image.ToString() };
        }
        catch (ImageFormatException error)
        {
            throw new NanoBananaException(ErrorIds.DownloadTruncated, error, image, error.Message) { Target = image.ToString() };
        }
    }
}
