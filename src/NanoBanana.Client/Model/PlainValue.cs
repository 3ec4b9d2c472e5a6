using System.Collections;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace NanoBanana.Client.Model;

/// <summary>
/// The values of free fields (<see cref="ImageRequest.Options"/>, <see cref="ImageRequest.Tag"/>): null, text, boolean, number, list and
/// dictionary. A number has one form only, so that 1, 1.0 and 1.00 are the same value wherever they come from.
/// </summary>
internal static class PlainValue
{
    /// <summary>Brings a value into its plain form.</summary>
    /// <param name="value">A plain value, a JSON value, or a list or dictionary of them; anything else becomes its text.</param>
    public static object? Of(object? value) => value switch
    {
        null => null,
        string or bool => value,
        JsonElement element => OfElement(element),
        JsonNode node => OfElement(JsonSerializer.SerializeToElement(node, RequestJson.Default.JsonNode)),
        double number => OfDouble(number),
        float number => OfDouble(number),
        decimal number => OfDecimal(number),
        byte or sbyte or short or ushort or int or uint or long => Convert.ToInt64(value, CultureInfo.InvariantCulture),
        ulong number => OfDecimal(number),
        Uri url => url.OriginalString,
        DateTime time => time.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFFK", CultureInfo.InvariantCulture),
        DateTimeOffset time => time.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFFzzz", CultureInfo.InvariantCulture),
        IEnumerable<KeyValuePair<string, object?>> pairs => OfPairs(pairs),
        IDictionary dictionary => OfPairs(dictionary.Keys.Cast<object>().Select(key => new KeyValuePair<string, object?>(Convert.ToString(key, CultureInfo.InvariantCulture)!, dictionary[key]))),
        IEnumerable items => items.Cast<object?>().Select(Of).ToList(),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };

    /// <summary>Fields with plain values, in the order of their names: a hashtable has no order, and the same request has the same bytes.</summary>
    public static IReadOnlyDictionary<string, object?> OfPairs(IEnumerable<KeyValuePair<string, object?>>? fields)
    {
        var plain = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var field in (fields ?? []).OrderBy(each => each.Key, StringComparer.Ordinal))
        {
            plain[field.Key] = Of(field.Value);
        }

        return plain;
    }

    /// <summary>A plain value as JSON.</summary>
    /// <param name="value">A value that <see cref="Of"/> made.</param>
    public static JsonNode? ToJson(object? value) => value switch
    {
        null => null,
        string text => JsonValue.Create(text),
        bool yes => JsonValue.Create(yes),
        long number => JsonValue.Create(number),
        double number => JsonValue.Create(number),
        decimal number => JsonValue.Create(number),
        IEnumerable<KeyValuePair<string, object?>> fields => ToJsonObject(fields),
        IEnumerable items => new JsonArray([.. items.Cast<object?>().Select(ToJson)]),
        _ => throw new InvalidOperationException($"{value.GetType()} is not a plain value."),
    };

    /// <summary>Fields as a JSON object.</summary>
    public static JsonObject ToJsonObject(IEnumerable<KeyValuePair<string, object?>> fields) =>
        new(fields.Select(each => new KeyValuePair<string, JsonNode?>(each.Key, ToJson(each.Value))));

    /// <summary>A plain value with each of its texts changed.</summary>
    public static object? Map(object? value, Func<string, string> change) => value switch
    {
        string text => change(text),
        IReadOnlyDictionary<string, object?> fields => fields.ToDictionary(each => each.Key, each => Map(each.Value, change), StringComparer.Ordinal),
        List<object?> items => items.ConvertAll(each => Map(each, change)),
        _ => value,
    };

    private static object? OfElement(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => element.GetString(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number => element.TryGetInt64(out var whole) ? whole : element.TryGetDecimal(out var exact) ? OfDecimal(exact) : OfDouble(element.GetDouble()),
        JsonValueKind.Array => element.EnumerateArray().Select(each => OfElement(each)).ToList(),
        JsonValueKind.Object => OfPairs(element.EnumerateObject().Select(each => new KeyValuePair<string, object?>(each.Name, each.Value))),
        _ => null,
    };

    private static object OfDecimal(decimal number)
    {
        if (number == decimal.Truncate(number) && number is >= long.MinValue and <= long.MaxValue)
        {
            return (long)number;
        }

        // the form that a JSON reader of another program gives back
        var rounded = (double)number;
        return Math.Abs(rounded) < (double)decimal.MaxValue && (decimal)rounded == number ? rounded : number;
    }

    private static object OfDouble(double number) => number switch
    {
        // JSON has no such numbers
        double.NaN or double.PositiveInfinity or double.NegativeInfinity => number.ToString(CultureInfo.InvariantCulture),
        _ when Math.Abs(number) < 1e15 && Math.Truncate(number).Equals(number) => (long)number,
        _ => number,
    };
}
