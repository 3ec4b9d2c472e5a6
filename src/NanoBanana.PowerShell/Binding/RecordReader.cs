
namespace NanoBanana.PowerShell.Binding;

/// <summary>
/// Reads one record of the pipeline, or the command line, as the images of the tasks that it asks for: checked first, so that a record
/// whose image is not understood never becomes a text to image that is paid for.
/// </summary>
internal sealed class RecordReader(IImageParameters bound, Func<string, bool> isOnCommandLine, Func<string, bool> isDelayed)
{
    private readonly RecordCheck _check = new(bound, isOnCommandLine, isDelayed);
    private readonly RecordImages _images = new(bound, isOnCommandLine, isDelayed);

    /// <summary>Checks what is the same for all records.</summary>
    /// <exception cref="NanoBananaException"><c>ImageParameterEmpty</c>.</exception>
    public void CheckCommandLine() => _check.CommandLine();

    /// <summary>The groups of images, one group for each task; one empty group means text to image.</summary>
    /// <param name="refused">Takes the error of an image; the others continue.</param>
    /// <exception cref="NanoBananaException">The record as a whole cannot be used.</exception>
    public IReadOnlyList<ImageGroup> Read(Action<NanoBananaException> refused)
    {
        _check.Record(_images);
        var isWhole = true;
        var groups = _images.Read(error =>
        {
            isWhole = false;
            refused(error);
        });
        return groups.Count == 0 && isWhole ? [[]] : groups;
    }
}
