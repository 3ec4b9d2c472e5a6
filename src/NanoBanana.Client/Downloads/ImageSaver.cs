using System.Collections.Concurrent;
using NanoBanana.Client.Gateways;
using NanoBanana.Client.Http;
using NanoBanana.Client.Imaging;
using NanoBanana.Client.Imaging.Metadata;
using NanoBanana.Client.Journal;
using NanoBanana.Client.Model;
using NanoBanana.Client.Querying;
using NanoBanana.Client.State;
using Polly;
using Polly.Retry;

namespace NanoBanana.Client.Downloads;

/// <summary>
/// Saves results: into a part file beside the target, checked whole, then moved into place. A file appears under its final
/// name whole or not at all.
/// </summary>
public sealed class ImageSaver
{
    /// <summary>How many saves for each download keep the line busy while others are checked and brought to the disk.</summary>
    public const int Ahead = 3;

    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(0.5);

    /// <summary>A host of results that asks for a longer wait is not waited for.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    private readonly ClientOptions _options;
    private readonly ResiliencePipeline _retry;
    private readonly SemaphoreSlim _downloads;
    private readonly TakenNames _taken = new();
    private readonly ConcurrentDictionary<string, bool> _swept = new(StringComparer.Ordinal);

    /// <summary>Creates a saver.</summary>
    /// <param name="options">Journal, clock and log; null takes the defaults.</param>
    /// <param name="downloads">
    /// Most downloads at the same time. More saves than these may run: what has arrived is checked and brought to the disk while
    /// the next is received.
    /// </param>
    public ImageSaver(ClientOptions? options = null, int downloads = int.MaxValue)
    {
        _downloads = new SemaphoreSlim(downloads);
        var host = options ?? new ClientOptions();
        _options = host;
        _retry = new ResiliencePipelineBuilder { TimeProvider = host.Time }
            .AddRetry(new RetryStrategyOptions
            {
                MaxRetryAttempts = 3,
                ShouldHandle = args => new ValueTask<bool>(MayHelp(args.Outcome.Exception)),
                DelayGenerator = args => new ValueTask<TimeSpan?>(
                    Backoff.Wait(FirstWait, args.AttemptNumber, (args.Outcome.Exception as HostBusyException)?.RetryAfter, host.Random())),
            })
            .Build();
    }

    /// <summary>Saves one image.</summary>
    /// <param name="task">A succeeded task.</param>
    /// <param name="image">One of its images.</param>
    /// <param name="profile">The task's profile: it says which addresses are allowed, and can ask for a fresh link.</param>
    /// <param name="options">Where and how.</param>
    /// <param name="cancellationToken">Stops; nothing is left behind.</param>
    /// <exception cref="NanoBananaException">It could not be fetched, is no whole image, or could not be written.</exception>
    public Task<SavedImage> SaveAsync(ImageTask task, ResultImage image, Profile profile, SaveOptions options, CancellationToken cancellationToken) =>
        SaveAsync(task, image, profile, options, known: null, cancellationToken);

    /// <summary>Saves one image, unless an earlier run did so.</summary>
    /// <param name="task">A succeeded task.</param>
    /// <param name="image">One of its images.</param>
    /// <param name="profile">The task's profile: it says which addresses are allowed, and can ask for a fresh link.</param>
    /// <param name="options">Where and how.</param>
    /// <param name="known">What the journal knows of the task; a file that it names is not fetched again.</param>
    /// <param name="cancellationToken">Stops; nothing is left behind.</param>
    /// <exception cref="NanoBananaException">It could not be fetched, is no whole image, or could not be written.</exception>
    public async Task<SavedImage> SaveAsync(ImageTask task, ResultImage image, Profile profile, SaveOptions options, JournalEntry? known, CancellationToken cancellationToken)
    {
        NameTemplate.Check(options.Name);
        var folder = options.FolderOf(task);
        var stem = NameTemplate.Expand(options.Name, task, image);
        WarnOfStrays(task, options);
        try
        {
            var saved = SavedBefore.Find(known, task, image, options)
                ?? await FetchAsync(new SaveJob(task, image, folder, stem, options), profile, cancellationToken).ConfigureAwait(false);
            if (options.Sidecar)
            {
                await Sidecar.WriteAsync(saved, _options, options.Force, cancellationToken).ConfigureAwait(false);
            }

            if (known?.Saved.TryGetValue(image.Index, out var before) is not true || before.Checksum != saved.Checksum || before.Path != saved.Path)
            {
                await TellAsync(journal => journal.SavedAsync(saved.Task, saved.Image.Index, saved.Path, saved.Checksum), why => _options.Log?.Warning($"{saved.Path} was saved, but the journal could not be told. {why}")).ConfigureAwait(false);
            }

            return saved;
        }
        catch (HttpRequestException error) when (NetworkFaults.ErrorId(NetworkFaults.Of(error)) is { } id)
        {
            throw new NanoBananaException(id, error, image, NetworkFaults.Reason(error), task.Profile) { Target = image.ToString() };
        }
        catch (Exception error) when (error is HttpRequestException or NetworkFault)
        {
            throw new NanoBananaException(ErrorIds.DownloadFailed, error, image, Redaction.Message(error.Message, key: null)) { Target = image.ToString() };
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            var path = Path.Combine(folder, stem);
            throw new NanoBananaException(ErrorIds.SaveFailed, error, path, error.Message) { Target = path };
        }
    }

    private static bool MayHelp(Exception? error) => error switch
    {
        HostBusyException busy => busy.RetryAfter is not { } asked || asked <= LongestWait,
        HttpRequestException => NetworkFaults.Of(error) is SendFault.Passing,
        NetworkFault => true,
        NanoBananaException { ErrorId: ErrorIds.DownloadTruncated or ErrorIds.DownloadStalled } => true,
        _ => false,
    };

    private void WarnOfStrays(ImageTask task, SaveOptions options)
    {
        if (options.Mirror is { } tree && task.Source is [var source, ..] && !SourceTree.IsUrl(source) && tree.FolderOf(source) is null)
        {
            _options.Log?.Warning($"'{source}' does not lie below '{tree.Root}'; its image goes to '{options.Destination}' itself.");
        }
    }

    private async Task<SavedImage> FetchAsync(SaveJob job, Profile profile, CancellationToken cancellationToken)
    {
        if (File.Exists(job.Folder))
        {
            throw new IOException($"'{job.Folder}' is a file, and a folder is wanted.");
        }

        Directory.CreateDirectory(job.Folder);
        if (_swept.TryAdd(job.Folder, value: true))
        {
            PartFile.Sweep(job.Folder, _options.Time.GetUtcNow());
        }

        var rule = AddressRule.Of(profile);
        if (job.Image.IsLost())
        {
            job = job with { Image = await new LinkRefresh(profile, _options).RefreshAsync(job.Task, job.Image, cancellationToken).ConfigureAwait(false) };
        }

        var download = new ImageDownload(_options.Http ?? ResultHttp.For(rule, profile), rule, _options.Time);
        try
        {
            return await AttemptAsync(job, download, cancellationToken).ConfigureAwait(false);
        }
        catch (NanoBananaException error) when (error.ErrorId is ErrorIds.DownloadExpired)
        {
            var fresh = await RefreshAsync(job, profile, error, cancellationToken).ConfigureAwait(false);
            return await AttemptFreshAsync(job with { Image = fresh }, job.Image, download, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<SavedImage> AttemptAsync(SaveJob job, ImageDownload download, CancellationToken cancellationToken) =>
        await _retry.ExecuteAsync(async token => await SaveOnceAsync(job, download, token).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);

    private async Task<SavedImage> AttemptFreshAsync(SaveJob job, ResultImage old, ImageDownload download, CancellationToken cancellationToken)
    {
        try
        {
            return await AttemptAsync(job, download, cancellationToken).ConfigureAwait(false);
        }
        catch (NanoBananaException error) when (error.ErrorId is ErrorIds.DownloadExpired)
        {
            var why = string.Equals(job.Image.Url, old.Url, StringComparison.Ordinal)
                ? "the gateway gave the same one again."
                : FormattableString.Invariant($"the one that the gateway gave answers {error.HttpStatus} as well.");
            throw new NanoBananaException(ErrorIds.DownloadExpired, error, job.Image, error.HttpStatus, why) { Target = job.Image.ToString(), HttpStatus = error.HttpStatus };
        }
    }

    private async Task<ResultImage> RefreshAsync(SaveJob job, Profile profile, NanoBananaException expired, CancellationToken cancellationToken)
    {
        try
        {
            return await new LinkRefresh(profile, _options).RefreshAsync(job.Task, job.Image, cancellationToken).ConfigureAwait(false);
        }
        catch (NanoBananaException error)
        {
            throw new NanoBananaException(ErrorIds.DownloadExpired, error, job.Image, expired.HttpStatus, error.Message) { Target = job.Image.ToString(), HttpStatus = expired.HttpStatus };
        }
    }

    private async Task<SavedImage> SaveOnceAsync(SaveJob job, ImageDownload download, CancellationToken cancellationToken)
    {
        using var part = PartFile.Create(job.Folder, job.Stem);
        await ReceiveAsync(job, download, part, cancellationToken).ConfigureAwait(false);
        var facts = ImageCheck.Inspect(part.Stream, job.Image);
        using var described = job.Options.Embed ? Describe(job, part, facts) : null;
        var whole = described ?? part;
        facts = described is null ? facts : ImageCheck.Inspect(described.Stream, job.Image);
        await DiskFlush.OfAsync(whole.Stream).ConfigureAwait(false);
        var path = await whole.MoveIntoPlaceAsync(
            facts.Extension,
            job.Options.Force,
            _taken,
            target => !job.Options.Sidecar || !File.Exists(Sidecar.PathOf(target)),
            target => TellAsync(journal => journal.SavingAsync(job.Task, job.Image.Index, target, facts.Checksum), why => _options.Log?.Verbose(why))).ConfigureAwait(false);
        return new SavedImage(path, job.Task, job.Image, facts.Checksum, facts.Width, facts.Height);
    }

    private async Task ReceiveAsync(SaveJob job, ImageDownload download, PartFile part, CancellationToken cancellationToken)
    {
        await _downloads.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await download.CopyToAsync(job.Image, part.Stream, job.Options.MaxBytes, cancellationToken).ConfigureAwait(false);
        }
        catch (IOException error) when (!part.IsDiskFault(error))
        {
            throw new NetworkFault(error);
        }
        finally
        {
            _downloads.Release();
        }
    }

    private PartFile? Describe(SaveJob job, PartFile part, ImageFacts facts)
    {
        if (!ImageText.CanHold(facts.Format))
        {
            _options.Log?.Warning($"{job.Stem}{facts.Extension} is saved without its prompt: -Embed writes into PNG and JPEG only.");
            return null;
        }

        var described = PartFile.Create(job.Folder, job.Stem);
        part.Stream.Position = 0;
        ImageText.Copy(part.Stream, described.Stream, facts.Format, ImageText.Of(job.Task));
        return described;
    }

    private async Task TellAsync(Func<TaskJournal, Task> tell, Action<string> failed)
    {
        try
        {
            await (_options.Journal is { } journal ? tell(journal) : Task.CompletedTask).ConfigureAwait(false);
        }
        catch (NanoBananaException error)
        {
            failed(error.Message);
        }
    }
}
