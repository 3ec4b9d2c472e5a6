namespace NanoBanana.Client.Downloads;

/// <summary>One image on its way to the disk.</summary>
internal sealed record SaveJob(ImageTask Task, ResultImage Image, string Folder, string Stem, SaveOptions Options);
