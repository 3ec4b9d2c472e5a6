using System.Management.Automation;

namespace NanoBanana.PowerShell.Binding;

/// <summary>Accepts whole numbers, and leaves other values to <see cref="Unconverted"/>; PowerShell itself would round 1.5 to 2.</summary>
internal sealed class WholeNumberTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        Cell.TryWhole(inputData, out var number) ? number : Unconverted.Of(inputData);
}
