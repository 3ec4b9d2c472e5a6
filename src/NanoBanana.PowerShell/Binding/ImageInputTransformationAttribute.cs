using System.Collections;
using System.Management.Automation;

namespace NanoBanana.PowerShell.Binding;

/// <summary>Lets tasks that were imported from Clixml or JSON be used as images.</summary>
internal sealed class ImageInputTransformationAttribute : ArgumentTransformationAttribute
{
    /// <summary>
    /// A piped record stands for the images that its Path names, and for none if it has no Path. PowerShell would find that out as
    /// well, but it throws and catches three exceptions per record for it: a tenth of all the work on a task.
    /// </summary>
    public bool OfRecords { get; set; }

    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData) => inputData switch
    {
        DBNull or PSObject { BaseObject: DBNull } => Array.Empty<ImageInput>(),
        PSObject { BaseObject: PSCustomObject } record when TaskReader.IsTask(record) => new[] { new ImageInput(TaskReader.Read(record)) },
        PSObject { BaseObject: PSCustomObject } record when OfRecords => record.Properties["Path"] is { } path ? path.Value : Array.Empty<ImageInput>(),
        IList list when list.Cast<object>().Any(each => each is PSObject { BaseObject: PSCustomObject } inner && TaskReader.IsTask(inner)) =>
            list.Cast<object>().Select(each => each is PSObject inner && TaskReader.IsTask(inner) ? new ImageInput(TaskReader.Read(inner)) : each).ToArray(),
        _ => inputData,
    };
}
