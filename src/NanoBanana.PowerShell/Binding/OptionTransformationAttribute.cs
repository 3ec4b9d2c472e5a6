using System.Collections;
using System.Management.Automation;

namespace NanoBanana.PowerShell.Binding;

/// <summary>Takes fields as a hashtable, as an object that came from JSON, or as JSON in a cell.</summary>
internal sealed class OptionTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) => inputData switch
    {
        _ when Cell.IsBlank(inputData) => null,
        PSObject { BaseObject: PSCustomObject } record => ToTable(OptionReader.Read(record)),
        _ when Cell.Plain(inputData) is IDictionary fields => fields,
        _ when Cell.Plain(inputData) is string text && OptionReader.FromJson(text) is { } read => ToTable(read),
        _ => new Unreadable(inputData),
    };

    private static Hashtable ToTable(IReadOnlyDictionary<string, object?> fields)
    {
        var table = new Hashtable(StringComparer.Ordinal);
        foreach (var field in fields)
        {
            table[field.Key] = field.Value;
        }

        return table;
    }

    /// <summary>A value that is not a hashtable; it is refused once its record is read.</summary>
    public sealed class Unreadable(object? value) : Hashtable
    {
        /// <summary>What was given.</summary>
        public object? Value => value;
    }
}
