using System.Collections;
using System.Management.Automation;

namespace NanoBanana.PowerShell.Binding;

/// <summary>Takes a tag as a hashtable or an object; a single value is a tag of the one name Tag.</summary>
internal sealed class TagTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        if (Cell.IsBlank(inputData))
        {
            return null;
        }

        if (Cell.Plain(inputData) is IDictionary fields)
        {
            return fields;
        }

        var table = new Hashtable(StringComparer.Ordinal);
        if (inputData is PSObject { BaseObject: PSCustomObject } record)
        {
            foreach (var property in record.Properties)
            {
                table[property.Name] = property.Value;
            }
        }
        else
        {
            table["Tag"] = inputData;
        }

        return table;
    }
}
