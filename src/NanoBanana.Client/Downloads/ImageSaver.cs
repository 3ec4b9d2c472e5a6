using NanoBanana.Client.Journal;
using NanoBanana.Client.State;

namespace NanoBanana.Client.Downloads;

/// <summary>
/// Saves results: into a part file next to the target, checked whole, then moved into place. A file appears under its final
/// name whole or not at all.
/// </summary>
public sealed class ImageSaver
{
    /// <summary>How many saves per download keep the connection busy while others are checked and written.</summary>
    public const int Ahead = 3;

    private readonly ClientOptions _options;
    private readonly FreshLinkFetch _fetch;
    private readonly ImagePlacement _placement;
    private readonly SaveRecord _record;
    private readonly SaveWarnings _warnings;
    private readonly OutFile _outFile = new();

    /// <summary>Creates a saver.</summary>
    /// <param name="options">Journal, clock and log; null uses the defaults.</param>
    /// <param name="downloads">
    /// The maximum number of simultaneous downloads. More saves than these may run: what has arrived is checked and brought to the disk while
    /// the next is received.
    /// </param>
    public ImageSaver(ClientOptions? options = null, int downloads = int.MaxValue)
    {
        _options = options ?? new ClientOptions();
        _fetch = new FreshLinkFetch(_options, new ImageFetch(_options, new SemaphoreSlim(downloads)));
        _record = new SaveRecord(_options);
        _placement = new ImagePlacement(_options, _record);
        _warnings = new SaveWarnings(_options.Log);
    }

    /// <summary>Saves one image.</summary>
    /// <param name="task">A succeeded task.</param>
    /// <param name="image">One of its images.</param>
    /// <param name="profile">The task's profile: it says which addresses are allowed, and can ask for a fresh link.</param>
    /// <param name="options">Where and how.</param>
    /// <param name="cancellationToken">Stops; nothing is left behind.</param>
    /// <returns>The saved file and what is known about it.</returns>
    /// <exception cref="NanoBananaException">It could not be downloaded, is not a complete image, or could not be written.</exception>
    public Task<SavedImage> SaveAsync(ImageTask task, ResultImage image, Profile profile, SaveOptions options, CancellationToken cancellationToken) =>
        SaveAsync(task, image, profile, options, known: null, cancellationToken);

    /// <summary>Saves one image, unless an earlier run did so.</summary>
    /// <param name="task">A succeeded task.</param>
    /// <param name="image">One of its images.</param>
    /// <param name="profile">The task's profile: it says which addresses are allowed, and can ask for a fresh link.</param>
    /// <param name="options">Where and how.</param>
    /// <param name="known">What the journal knows of the task; a file that it names is not fetched again.</param>
    /// <param name="cancellationToken">Stops; nothing is left behind.</param>
    /// <returns>The saved file and what is known about it.</returns>
    /// <exception cref="NanoBananaException">It could not be downloaded, is not a complete image, or could not be written.</exception>
    public async Task<SavedImage> SaveAsync(ImageTask task, ResultImage image, Profile profile, SaveOptions options, JournalEntry? known, CancellationToken cancellationToken)
    {
        var job = SaveJob.Of(task, image, options);
        _warnings.OfStrays(job);
        try
        {
            var earlier = await _placement.EarlierAsync(job, known).ConfigureAwait(false);
            var saved = earlier ?? (options.OutFile is null
                ? await SaveNewAsync(job, profile, cancellationToken).ConfigureAwait(false)
                : await _outFile.GiveAsync(job, () => SaveNewAsync(job, profile, cancellationToken)).ConfigureAwait(false));
            if (options.Sidecar || saved.NeedsSidecar)
            {
                await Sidecar.WriteAsync(saved, _options, isNew: earlier is null, options.Force, cancellationToken).ConfigureAwait(false);
            }

            await _record.SavedAsync(saved, known).ConfigureAwait(false);
            return saved;
        }
        catch (Exception error) when (SaveErrors.IsKnown(error))
        {
            throw SaveErrors.Of(error, job);
        }
    }

    private async Task<SavedImage> SaveNewAsync(SaveJob asked, Profile profile, CancellationToken cancellationToken)
    {
        _placement.Prepare(asked.Folder);
        var (job, image) = await _fetch.ReceiveAsync(asked, profile, cancellationToken).ConfigureAwait(false);
        using var received = image;
        using var finished = received.Finished(job, what => _options.Log?.Warning($"{job.Stem}: {what}."));
        await DiskFlush.OfAsync(finished.File.Stream).ConfigureAwait(false);
        var path = await _placement.MoveAsync(job, finished).ConfigureAwait(false);
        _warnings.OfImage(path, job.Task, received.Check.Facts, finished.Check.Facts);
        return finished.Check.ToSaved(path, job.Task, job.Image) with { NeedsSidecar = finished.NeedsSidecar };
    }
}
