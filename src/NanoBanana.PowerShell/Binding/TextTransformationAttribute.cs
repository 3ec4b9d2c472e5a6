using System.Collections;
using System.Management.Automation;

namespace NanoBanana.PowerShell.Binding;

/// <summary>Refuses a script block if text is expected; PowerShell itself would take the block's source as the value.</summary>
internal sealed class TextTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) => Cell.Plain(inputData) switch
    {
        DBNull => null,
        ScriptBlock => throw Refused(),
        IList list when list.Cast<object?>().Any(each => Cell.Plain(each) is ScriptBlock) => throw Refused(),
        _ => inputData,
    };

    private static ArgumentTransformationMetadataException Refused() =>
        new("This parameter does not take a script block. Give the value itself, or an expression in parentheses.");
}
