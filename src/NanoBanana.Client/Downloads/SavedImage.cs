using NanoBanana.Client.Imaging;

namespace NanoBanana.Client.Downloads;

/// <summary>A result on disk.</summary>
/// <param name="Path">Full path.</param>
/// <param name="Task">Its task.</param>
/// <param name="Image">Which image of the task.</param>
/// <param name="Checksum">XXH64 of its bytes.</param>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
public sealed record SavedImage(string Path, ImageTask Task, ResultImage Image, ulong Checksum, int Width, int Height);
