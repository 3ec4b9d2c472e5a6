using System.Collections;
using System.Globalization;
using System.Management.Automation;

namespace NanoBanana.PowerShell.Binding;

/// <summary>Removes PowerShell's wrappers, so that only plain values, lists and dictionaries are left.</summary>
internal static class OptionReader
{
    /// <summary>The fields of a hashtable, such as that of <c>-Option</c>.</summary>
    public static IReadOnlyDictionary<string, object?> Read(IDictionary? options)
    {
        var fields = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (DictionaryEntry option in options ?? new Hashtable())
        {
            fields[Convert.ToString(option.Key, CultureInfo.InvariantCulture)!] = Plain(option.Value);
        }

        return fields;
    }

    /// <summary>The properties of a record.</summary>
    public static IReadOnlyDictionary<string, object?> Read(PSObject record) =>
        record.BaseObject is IDictionary fields ? Read(fields) : record.Properties.ToDictionary(each => each.Name, each => Plain(each.Value), StringComparer.Ordinal);

    /// <summary>The fields of a JSON object; null if the text is not one.</summary>
    public static IReadOnlyDictionary<string, object?>? FromJson(string json)
    {
        try
        {
            return json.TrimStart().StartsWith("{", StringComparison.Ordinal) ? ImageRequest.Parse($"{{\"options\":{json}}}").Options : null;
        }
        catch (NanoBananaException)
        {
            return null;
        }
    }

    /// <summary>A value without PowerShell's wrappers, at every level.</summary>
    public static object? Plain(object? value) => value switch
    {
        PSObject { BaseObject: PSCustomObject } record => Read(record),
        PSObject wrapped => Plain(wrapped.BaseObject),
        DBNull => null,
        SwitchParameter yes => yes.IsPresent,
        IDictionary nested => Read(nested),
        string => value,
        IEnumerable items => items.Cast<object?>().Select(Plain).ToList(),
        _ => value,
    };
}
