using System.Globalization;
using System.Management.Automation;

namespace NanoBanana.PowerShell.Binding;

/// <summary>Lets a money parameter accept 5, '5 USD' and '40 credits'; text is read the same in every culture.</summary>
internal sealed class MoneyTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        var value = inputData.Unwrapped();
        try
        {
            return value switch
            {
                null => null,
                Money money => money,
                _ => Money.Parse(Convert.ToString(value, CultureInfo.InvariantCulture) ?? string.Empty),
            };
        }
        catch (NanoBananaException error)
        {
            throw new ArgumentTransformationMetadataException(error.Message + " " + error.RecommendedAction, error);
        }
    }
}
