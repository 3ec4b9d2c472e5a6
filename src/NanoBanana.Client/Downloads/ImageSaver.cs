using System.Collections.Concurrent;
using NanoBanana.Client.Gateways;
using NanoBanana.Client.Http;
using NanoBanana.Client.Imaging;
using NanoBanana.Client.Journal;
using NanoBanana.Client.Model;
using NanoBanana.Client.Querying;
using NanoBanana.Client.State;

namespace NanoBanana.Client.Downloads;

/// <summary>
/// Saves results: into a part file beside the target, checked whole, then moved into place. A file appears under its final
/// name whole or not at all.
/// </summary>
public sealed class ImageSaver
{
    /// <summary>How many saves for each download keep the line busy while others are checked and brought to the disk.</summary>
    public const int Ahead = 3;

    private readonly ClientOptions _options;
    private readonly ImageFetch _fetch;
    private readonly OutFile _outFile = new();
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
        _options = options ?? new ClientOptions();
        _fetch = new ImageFetch(_options, new SemaphoreSlim(downloads));
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
        var stem = options.OutFile is { } file ? Path.GetFileNameWithoutExtension(file) : NameTemplate.Expand(options.Name, task, image);
        WarnOfStrays(task, options);
        try
        {
            var job = new SaveJob(task, image, folder, stem, options);
            var saved = SavedBefore.Find(known, task, image, options) ?? (options.OutFile is null
                ? await FetchAsync(job, profile, cancellationToken).ConfigureAwait(false)
                : await _outFile.GiveAsync(job, () => FetchAsync(job, profile, cancellationToken)).ConfigureAwait(false));
            if (options.Sidecar || saved.NeedsSidecar)
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
            return await SaveOnceAsync(job, download, cancellationToken).ConfigureAwait(false);
        }
        catch (NanoBananaException error) when (error.ErrorId is ErrorIds.DownloadExpired)
        {
            var fresh = await RefreshAsync(job, profile, error, cancellationToken).ConfigureAwait(false);
            return await SaveFreshAsync(job with { Image = fresh }, job.Image, download, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<SavedImage> SaveFreshAsync(SaveJob job, ResultImage old, ImageDownload download, CancellationToken cancellationToken)
    {
        try
        {
            return await SaveOnceAsync(job, download, cancellationToken).ConfigureAwait(false);
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
        using var received = await _fetch.ReceiveAsync(job, download, cancellationToken).ConfigureAwait(false);
        using var finished = received.Finished(job, what => _options.Log?.Warning($"{job.Stem}: {what}."));
        await DiskFlush.OfAsync(finished.File.Stream).ConfigureAwait(false);
        var facts = finished.Check.Facts;
        var path = job.Options.OutFile is { } file
            ? await MoveToAsync(job, finished, file).ConfigureAwait(false)
            : await MoveIntoPlaceAsync(job, finished).ConfigureAwait(false);
        Warn(path, job.Task, received.Check.Facts, facts);
        return finished.Check.ToSaved(path, job.Task, job.Image) with { NeedsSidecar = finished.NeedsSidecar };
    }

    private async Task<string> MoveIntoPlaceAsync(SaveJob job, ReceivedImage image) => await image.File.MoveIntoPlaceAsync(
        image.Check.Facts.Extension,
        job.Options.Force && image.Check.Facts.Damage is null,
        _taken,
        target => !job.Options.Sidecar || !File.Exists(Sidecar.PathOf(target)),
        target => TellOfMoveAsync(job, target, image.Check.Facts.Checksum)).ConfigureAwait(false);

    private async Task<string> MoveToAsync(SaveJob job, ReceivedImage image, string file)
    {
        var named = OutFile.Named(file, image.Check.Facts);
        if (!string.Equals(named, file, StringComparison.Ordinal))
        {
            _options.Log?.Warning($"The image is a {image.Check.Facts.Format.ToUpperInvariant()}, so it is saved as '{named}'.");
        }

        await TellOfMoveAsync(job, named, image.Check.Facts.Checksum).ConfigureAwait(false);
        return image.File.TryMoveTo(named, job.Options.Force && image.Check.Facts.Damage is null) ? named : throw new NanoBananaException(ErrorIds.FileExists, named) { Target = named };
    }

    private Task TellOfMoveAsync(SaveJob job, string target, ulong checksum) =>
        TellAsync(journal => journal.SavingAsync(job.Task, job.Image.Index, target, checksum), why => _options.Log?.Verbose(why));

    private void Warn(string path, ImageTask task, ImageFacts received, ImageFacts saved)
    {
        if (saved.Damage is { } damage)
        {
            _options.Log?.Warning($"{path} is not proven whole: {damage}.");
        }
        else if (received.Flaws.Count > 0)
        {
            _options.Log?.Warning($"{path}: decoders read it although {string.Join(", and ", received.Flaws)}.");
        }

        if (received.Damage is null && RequestedSize.Difference(task, received.Width, received.Height) is { } difference)
        {
            _options.Log?.Warning($"{path}: {difference}.");
        }
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
