using NanoBanana.Emulation.Images;
using NanoBanana.Emulation.Tasks;

namespace NanoBanana.Emulation.Inputs;

/// <summary>What reading a task's input images has shown.</summary>
/// <param name="ReadAt">When the reading was done.</param>
/// <param name="FirstSize">The upright size of the first image, if it is known.</param>
/// <param name="Failure">Why the task cannot continue.</param>
/// <param name="Pictures">The images that can be shown, in their order.</param>
internal sealed record InputReport(DateTimeOffset ReadAt, PixelSize? FirstSize, TaskFailure? Failure, IReadOnlyList<SourcePicture> Pictures)
{
    /// <summary>No inputs, or none on this machine: images of other hosts are checked for form only.</summary>
    public static InputReport NothingToRead(DateTimeOffset now) => new(now, null, null, []);
}
