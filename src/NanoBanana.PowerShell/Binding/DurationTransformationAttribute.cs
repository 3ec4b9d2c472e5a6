using System.Management.Automation;

namespace NanoBanana.PowerShell.Binding;

/// <summary>Lets a TimeSpan parameter take seconds and units; PowerShell alone turns 2 into 2 ticks and '2' into 2 days.</summary>
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
