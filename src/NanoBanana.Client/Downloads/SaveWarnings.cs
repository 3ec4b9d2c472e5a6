using NanoBanana.Client.Imaging;
using NanoBanana.Client.Pricing;

namespace NanoBanana.Client.Downloads;

/// <summary>Warns of what is not as it was asked for in an image that is saved all the same.</summary>
internal sealed class SaveWarnings(IClientLog? log)
{
    /// <summary>Warns of a source outside the tree that is mirrored.</summary>
    public void OfStrays(SaveJob job)
    {
        if (job.Options.Mirror is { } tree && job.Task.Source is [var source, ..] && !SourceTree.IsUrl(source) && tree.FolderOf(source) is null)
        {
            log?.Warning($"'{source}' is not below '{tree.Root}', so its image is saved in '{job.Options.Destination}' itself.");
        }
    }

    /// <summary>Warns of damage, and of a size that was not asked for.</summary>
    /// <param name="path">The file.</param>
    /// <param name="task">The task.</param>
    /// <param name="received">The image unchanged.</param>
    /// <param name="saved">The image as it was saved.</param>
    public void OfImage(string path, ImageTask task, ImageFacts received, ImageFacts saved)
    {
        if (saved.Damage is { } damage)
        {
            log?.Warning($"{path} may be incomplete: {damage}.");
        }
        else if (received.Flaws.Count > 0)
        {
            log?.Warning($"{path}: decoders read it although {string.Join(", and ", received.Flaws)}.");
        }

        if (received.Damage is null && RequestedSize.Difference(task, received.Width, received.Height) is { } difference)
        {
            log?.Warning($"{path}: {difference}.");
        }
    }
}
