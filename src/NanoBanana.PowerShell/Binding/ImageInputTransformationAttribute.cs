using System.Collections;
using System.Management.Automation;

namespace NanoBanana.PowerShell.Binding;

/// <summary>Lets tasks that came back from Clixml or JSON be used as images.</summary>
internal sealed class ImageInputTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        inputData is PSObject { BaseObject: PSCustomObject } record && TaskReader.IsTask(record)
            ? new[] { new ImageInput(TaskReader.Read(record)) }
            : inputData is IList list && list.Cast<object>().Any(each => each is PSObject { BaseObject: PSCustomObject } inner && TaskReader.IsTask(inner))
                ? list.Cast<object>().Select(each => each is PSObject inner && TaskReader.IsTask(inner) ? new ImageInput(TaskReader.Read(inner)) : each).ToArray()
                : inputData;
}
