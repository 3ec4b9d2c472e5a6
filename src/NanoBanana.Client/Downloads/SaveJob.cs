namespace NanoBanana.Client.Downloads;

/// <summary>One image on its way to the disk.</summary>
/// <param name="Task">The task that made it.</param>
/// <param name="Image">The image, with the link that is used.</param>
/// <param name="Folder">The folder that it goes to.</param>
/// <param name="Stem">Its file name without extension.</param>
/// <param name="Options">Where and how it is saved.</param>
internal sealed record SaveJob(ImageTask Task, ResultImage Image, string Folder, string Stem, SaveOptions Options)
{
    /// <summary>The job that saves an image as the options say.</summary>
    /// <exception cref="NanoBananaException">The name template is not valid.</exception>
    public static SaveJob Of(ImageTask task, ResultImage image, SaveOptions options)
    {
        NameTemplate.Check(options.Name);
        var stem = options.OutFile is { } file ? Path.GetFileNameWithoutExtension(file) : NameTemplate.Expand(options.Name, task, image);
        return new SaveJob(task, image, options.FolderOf(task), stem, options);
    }
}
