using NanoBanana.Client.Imaging;
using NanoBanana.Client.Imaging.Metadata;

namespace NanoBanana.Client.Downloads;

/// <summary>A result in a part file, unchanged or changed as the user wants it.</summary>
/// <param name="File">The part file.</param>
/// <param name="Check">What is in it.</param>
internal sealed record ReceivedImage(PartFile File, ImageCheck Check) : IDisposable
{
    /// <summary>True if the prompt could not be written into it.</summary>
    public bool NeedsSidecar { get; private init; }

    public void Dispose() => File.Dispose();

    /// <summary>Converts it and writes the prompt into it, if that was asked for. A damaged image stays unchanged.</summary>
    /// <param name="job">What is saved, and how.</param>
    /// <param name="warn">Takes what the user should know.</param>
    /// <returns>This, or another part file instead of it.</returns>
    public ReceivedImage Finished(SaveJob job, Action<string> warn)
    {
        if (Check.Facts.Damage is not null)
        {
            return this;
        }

        var converted = Converted(job, warn);
        if (!job.Options.Embed)
        {
            return converted;
        }

        if (converted.Check.Provenance is not Provenances.None)
        {
            warn("it has Content Credentials, which -Embed would break; its prompt is in the JSON file next to it");
            return converted with { NeedsSidecar = true };
        }

        var description = ImageDescription.Of(job.Task);
        return converted.Changed(job, warn, (source, target) => ImageText.Copy(source, target, converted.Check.Facts, description)) is var embedded && ReferenceEquals(embedded, converted)
            ? converted with { NeedsSidecar = true }
            : embedded;
    }

    private ReceivedImage Converted(SaveJob job, Action<string> warn)
    {
        if (job.Options.ConvertTo is not { } conversion || conversion.IsDone(Check.Facts))
        {
            return this;
        }

        if (Check.Provenance is not Provenances.None)
        {
            warn("its Content Credentials were removed, because they apply only to the image before -ConvertTo");
        }

        return Changed(job, warn, conversion.Convert);
    }

    // what was paid for is saved unchanged if it cannot be changed
    private ReceivedImage Changed(SaveJob job, Action<string> warn, Action<Stream, Stream> change)
    {
        var changed = PartFile.Create(job.Folder, job.Stem);
        try
        {
            File.Stream.Position = 0;
            change(File.Stream, changed.Stream);
            var result = new ReceivedImage(changed, ImageCheck.Of(changed.Stream));
            File.Dispose();
            return result;
        }
        catch (Exception error) when (error is ImageFormatException or IOException && !changed.IsDiskFault(error))
        {
            changed.Dispose();
            warn("it was saved unchanged: " + error.Message.TrimEnd('.'));
            return this;
        }
        catch
        {
            changed.Dispose();
            throw;
        }
    }
}
