using System.Management.Automation;

namespace NanoBanana.PowerShell.Binding;

/// <summary>
/// Reads one record of the pipeline, or the command line, as the images of the tasks that it asks for: checked first, so that a record
/// whose image is not understood never becomes a text to image that is paid for.
/// </summary>
internal sealed class RecordReader
{
    private readonly IImageParameters _bound;
    private readonly Func<string, bool> _isOnCommandLine;
    private readonly Func<string, bool> _isDelayed;
    private readonly RecordColumns _columns;
    private readonly RecordCheck _check;
    private readonly RecordImages _images;
    private Record? _record;

    public RecordReader(IImageParameters bound, Func<string, bool> isOnCommandLine, Func<string, bool> isDelayed)
    {
        (_bound, _isOnCommandLine, _isDelayed) = (bound, isOnCommandLine, isDelayed);
        _columns = new RecordColumns(bound.Cmdlet, name => isOnCommandLine(name) || isDelayed(name));
        _check = new RecordCheck(bound, _columns, isOnCommandLine, isDelayed);
        _images = new RecordImages(bound, isOnCommandLine, isDelayed);
    }

    /// <summary>Checks what is the same for all records.</summary>
    /// <exception cref="NanoBananaException"><c>ImageParameterEmpty</c> or <c>PromptTwice</c>.</exception>
    public void CheckCommandLine() => _check.CommandLine();

    /// <summary>The groups of images, one group for each task; one empty group means text to image, and no group an empty row or line.</summary>
    /// <param name="refused">Takes the error of an image; the others continue.</param>
    /// <exception cref="NanoBananaException">The record as a whole cannot be used.</exception>
    public IReadOnlyList<ImageGroup> Read(Action<NanoBananaException> refused)
    {
        if (_bound.Retake && _bound.Path is not [{ Task: not null }, ..])
        {
            throw new NanoBananaException(ErrorIds.NotATask, _bound.InputObject is null ? "nothing" : Cell.Shown(_bound.InputObject)) { Target = _bound.InputObject };
        }

        _record = Record.Of(_bound.InputObject);
        if (_record is { IsEmpty: true } || IsEmptyLine())
        {
            return [];
        }

        if (_record is not null)
        {
            _columns.Check(_record, _bound.InputObject!);
            _columns.SetSwitches(_record);
        }

        if (_record is { IsDictionary: true })
        {
            _columns.Bind(_record);
        }

        _check.Record(_record, _images);
        var isWhole = true;
        var groups = _images.Read(error =>
        {
            isWhole = false;
            refused(error);
        });
        return groups.Count == 0 && isWhole ? [[]] : groups;
    }

    /// <summary>The prompts of the record, or of the command line: each makes its own task. A null entry is a task without a prompt.</summary>
    public IReadOnlyList<string?> Prompts() =>
        _bound.AsPrompt && _bound.InputObject?.BaseObject is string line && !_isDelayed(nameof(_bound.Prompt)) ? [line]
        : _bound.Prompt is { Length: > 0 } prompts ? prompts
        : new string?[] { null };

    /// <summary>Checks the prompt of a text to image.</summary>
    /// <exception cref="NanoBananaException"><c>PromptIsPath</c>.</exception>
    public void CheckPrompt(string? prompt) => _check.Prompt(prompt);

    /// <summary>The tag of a request that is made of the record.</summary>
    /// <param name="images">Its images.</param>
    /// <param name="withColumns">False leaves the columns of the record out.</param>
    /// <param name="added">What <c>-Tag</c> says.</param>
    public IReadOnlyDictionary<string, object?> Tag(ImageGroup images, bool withColumns, System.Collections.IDictionary? added) =>
        RecordTag.Of(images.Again?.Tag ?? images.Tag, withColumns ? _record : null, _columns.Reads, images.Again is null || _isOnCommandLine("Tag") || _isDelayed("Tag") ? added : null);

    /// <summary>Ends with the record: what we gave to the parameters does not count for the next one.</summary>
    public void Forget()
    {
        if (_record is not null)
        {
            _columns.SetSwitches(record: null);
        }

        if (_record is { IsDictionary: true })
        {
            _columns.Bind(record: null);
        }

        _record = null;
    }

    private bool IsEmptyLine() => _bound.AsPrompt && _bound.InputObject?.BaseObject is string line && string.IsNullOrWhiteSpace(line);
}
