using System.Collections.Concurrent;
using NanoBanana.Client.Journal;

namespace NanoBanana.Client.Downloads;

/// <summary>Gives a received image its final name; the name is recorded just before.</summary>
internal sealed class ImagePlacement(ClientOptions options, SaveRecord record)
{
    private readonly TakenNames _taken = new();
    private readonly ConcurrentDictionary<string, bool> _swept = new(StringComparer.Ordinal);

    /// <summary>Creates the folder, and removes the part files that killed runs left in it.</summary>
    /// <exception cref="IOException">It is a file, or cannot be created.</exception>
    public void Prepare(string folder)
    {
        if (!Directory.Exists(folder))
        {
            Make(folder);
        }

        if (_swept.TryAdd(folder, value: true))
        {
            PartFile.Sweep(folder, options.Time.GetUtcNow());
        }
    }

    private static void Make(string folder)
    {
        if (File.Exists(folder))
        {
            throw new IOException($"'{folder}' is a file, but a folder is needed.");
        }

        Directory.CreateDirectory(folder);
    }

    /// <summary>The image that an earlier run saved, under the name that is requested now; null if there is none.</summary>
    /// <param name="job">What is asked for.</param>
    /// <param name="known">What the journal knows of the task.</param>
    public async Task<SavedImage?> EarlierAsync(SaveJob job, JournalEntry? known)
    {
        if (SavedBefore.Find(known, job.Task, job.Image, job.Options) is not { } saved)
        {
            return null;
        }

        var path = await new Renaming(_taken, target => record.SavingAsync(job, target, saved.Checksum)).ApplyAsync(saved.Path, job).ConfigureAwait(false);
        if (!string.Equals(path, saved.Path, StringComparison.Ordinal))
        {
            options.Log?.Verbose($"'{saved.Path}' was saved before and was moved to '{path}'.");
        }

        return saved with { Path = path };
    }

    /// <summary>Moves the part file to its name: that of <c>-OutFile</c>, or the first free one of the template.</summary>
    /// <returns>The full path.</returns>
    /// <exception cref="NanoBananaException">The one name that is wanted is taken (<c>FileExists</c>).</exception>
    public Task<string> MoveAsync(SaveJob job, ReceivedImage image)
    {
        // a damaged image never replaces a file
        var force = job.Options.Force && image.Check.Facts.Damage is null;
        return job.Options.OutFile is { } file ? MoveToAsync(job, image, file, force) : MoveToFreeNameAsync(job, image, force);
    }

    private Task<string> MoveToFreeNameAsync(SaveJob job, ReceivedImage image, bool force) => image.File.MoveIntoPlaceAsync(
        image.Check.Facts.Extension,
        force,
        _taken,
        target => !job.Options.Sidecar || !File.Exists(Sidecar.PathOf(target)),
        target => record.SavingAsync(job, target, image.Check.Facts.Checksum));

    private async Task<string> MoveToAsync(SaveJob job, ReceivedImage image, string file, bool force)
    {
        var named = OutFile.Named(file, image.Check.Facts);
        if (!string.Equals(named, file, StringComparison.Ordinal))
        {
            options.Log?.Warning($"The image is a {image.Check.Facts.Format.ToUpperInvariant()}, so it is saved as '{named}'.");
        }

        await record.SavingAsync(job, named, image.Check.Facts.Checksum).ConfigureAwait(false);

        // the user agreed to replace the file of that name, not one of another ending; the same command again finds its own
        var isAsked = string.Equals(named, file, StringComparison.Ordinal);
        return image.File.TryMoveTo(named, force && isAsked) || (!isAsked && SavedBefore.Is(named, image.Check.Facts.Checksum))
            ? named
            : throw new NanoBananaException(ErrorIds.FileExists, named) { Target = named };
    }
}
