using System.Management.Automation;

namespace NanoBanana.PowerShell.Binding;

/// <summary>Takes the name of an upload target, or a script block that uploads a file and returns its URL.</summary>
internal sealed class UploadTargetTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        var value = inputData.Unwrapped();
        if (value is ScriptBlock)
        {
            return value;
        }

        var name = value?.ToString() ?? string.Empty;
        if (UploadKinds.All.FirstOrDefault(each => each.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } kind)
        {
            return kind;
        }

        var error = new NanoBananaException(ErrorIds.UnknownUploadTarget, name, string.Join(", ", UploadKinds.All));
        throw new ArgumentTransformationMetadataException(error.Message, error);
    }
}
