using System.Collections;

namespace NanoBanana.PowerShell.Binding;

/// <summary>The two operations.</summary>
internal sealed class OperationCompletion : Completion
{
    /// <inheritdoc/>
    protected override IEnumerable<(string Value, string Tip)> Candidates(IDictionary bound) =>
        [(Operations.Generate, "text to image"), (Operations.Edit, "image to image")];
}
