using System.Management.Automation;

namespace NanoBanana.PowerShell.Binding;

/// <summary>Lets a TimeSpan parameter accept seconds and units; PowerShell itself would turn 2 into 2 ticks and '2' into 2 days.</summary>
internal sealed class DurationTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        try
        {
            return Duration.Parse(inputData);
        }
        catch (NanoBananaException error)
        {
            throw new ArgumentTransformationMetadataException(error.Message + " " + error.RecommendedAction, error);
        }
    }
}
