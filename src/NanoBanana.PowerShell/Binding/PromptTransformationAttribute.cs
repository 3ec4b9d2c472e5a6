using System.Collections;
using System.Management.Automation;

namespace NanoBanana.PowerShell.Binding;

/// <summary>Takes one prompt or several. A script block in a list would not be evaluated for each item, but sent as its own text.</summary>
internal sealed class PromptTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) => Cell.Plain(inputData) switch
    {
        DBNull => null,
        IList list when list.Cast<object?>().Any(each => Cell.Plain(each) is ScriptBlock) =>
            throw new ArgumentTransformationMetadataException("A list of prompts cannot contain a script block. Give one script block instead of the list, or give only text."),
        _ => inputData,
    };
}
