using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Text.Json.Nodes;

namespace NanoBanana.PowerShell.Binding;

/// <summary>Turns the hashtable of <c>-Option</c> into JSON.</summary>
internal static class OptionReader
{
    public static IReadOnlyDictionary<string, JsonNode?> Read(IDictionary? options)
    {
        var fields = new Dictionary<string, JsonNode?>(StringComparer.Ordinal);
        foreach (DictionaryEntry option in options ?? new Hashtable())
        {
            fields[Convert.ToString(option.Key, CultureInfo.InvariantCulture)!] = ToJson(option.Value);
        }

        return fields;
    }

    private static JsonNode? ToJson(object? value) => (value is PSObject wrapped && wrapped.BaseObject is not PSCustomObject ? wrapped.BaseObject : value) switch
    {
        null => null,
        string text => JsonValue.Create(text),
        bool yes => JsonValue.Create(yes),
        int number => JsonValue.Create(number),
        long number => JsonValue.Create(number),
        double number => JsonValue.Create(number),
        decimal number => JsonValue.Create(number),
        SwitchParameter yes => JsonValue.Create(yes.IsPresent),
        IDictionary nested => new JsonObject(Read(nested)),
        PSObject record => new JsonObject(record.Properties.ToDictionary(each => each.Name, each => ToJson(each.Value), StringComparer.Ordinal)),
        IEnumerable items => new JsonArray([.. items.Cast<object?>().Select(ToJson)]),
        var other => JsonValue.Create(Convert.ToString(other, CultureInfo.InvariantCulture)),
    };
}
