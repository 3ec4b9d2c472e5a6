using System.Management.Automation;

namespace NanoBanana.PowerShell.Binding;

/// <summary>Takes whole numbers, and keeps what is none for <see cref="Unconverted"/>; PowerShell alone makes 2 of 1.5.</summary>
internal sealed class WholeNumberTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        Cell.TryWhole(inputData, out var number) ? number : Unconverted.Of(inputData);
}
