using System.Globalization;
using System.Text.Json;
using NanoBanana.Client.Compatibility;

namespace NanoBanana.Client.Gateways;

/// <summary>
/// Reads members of replies that may be missing, null, or of another type than the documents say. The framework finds broken
/// UTF-8 and UTF-16 only when a text is taken out; such a text is none, and the rest of the reply counts: a task may be paid for.
/// </summary>
internal static class JsonReading
{
    /// <summary>Later times are nonsense, and nothing could be added to them.</summary>
    private static readonly DateTimeOffset Latest = new(9000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static JsonElement Member(this JsonElement element, string name)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            return default;
        }

        try
        {
            return element.TryGetProperty(name, out var value) ? value : default;
        }
        catch (InvalidOperationException)
        {
            // a broken name hides none of the others
            return element.EnumerateObject().LastOrDefault(each => IsNamed(each, name)).Value;
        }
    }

    /// <summary>The first of several members that is there and not null.</summary>
    public static JsonElement FirstMember(this JsonElement element, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (element.Member(name) is { ValueKind: not (JsonValueKind.Undefined or JsonValueKind.Null) } value)
            {
                return value;
            }
        }

        return default;
    }

    /// <summary>Text, or a number as text; null for anything else and for empty text.</summary>
    public static string? AsText(this JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => Whole(element) is { Length: > 0 } text ? text : null,
        JsonValueKind.Number => element.GetRawText(),
        _ => null,
    };

    public static decimal? AsDecimal(this JsonElement element) =>
        decimal.TryParse(element.AsText(), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : null;

    /// <summary>An amount of money as budgets can add it up; null for what is negative or absurd.</summary>
    public static decimal? AsAmount(this JsonElement element) => element.AsDecimal() is { } amount && Money.IsSane(amount) ? amount : null;

    public static int? AsInt(this JsonElement element) =>
        element.AsDecimal() is { } value && value >= int.MinValue && value <= int.MaxValue ? (int)value : null;

    public static IEnumerable<JsonElement> Items(this JsonElement element) =>
        element.ValueKind == JsonValueKind.Array ? element.EnumerateArray().ToList() : [];

    /// <summary>JSON inside text, as kie-style gateways write it; the element itself where it is an object already.</summary>
    public static JsonElement AsEmbeddedJson(this JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.String)
        {
            return element;
        }

        try
        {
            using var document = JsonDocument.Parse(element.AsText() ?? string.Empty);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return default;
        }
    }

    /// <summary>A point in time from epoch seconds, epoch milliseconds or ISO-8601 text with a zone; else null.</summary>
    public static DateTimeOffset? AsTime(this JsonElement element)
    {
        const decimal FirstMillisecondValue = 100_000_000_000m;
        if (element.AsDecimal() is { } number)
        {
            var milliseconds = number is >= FirstMillisecondValue or <= 0 ? number : number * 1000;
            return milliseconds > 0 && milliseconds < Latest.ToUnixTimeMilliseconds() ? DateTimeOffset.FromUnixTimeMilliseconds((long)milliseconds) : null;
        }

        var text = element.AsText();
        return text is not null && HasZone(text)
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            && time < Latest ? time : null;
    }

    /// <summary>A time that was given as text without a zone: it can be shown, not computed with.</summary>
    public static string? AsZonelessTime(this JsonElement element) =>
        element.ValueKind == JsonValueKind.String && element.AsText() is { } text && !HasZone(text) && element.AsDecimal() is null ? text : null;

    private static bool IsNamed(JsonProperty property, string name)
    {
        try
        {
            return property.NameEquals(name);
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private static string? Whole(JsonElement element)
    {
        try
        {
            return element.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static bool HasZone(string text)
    {
        var time = text.IndexOf('T');
        return text.EndsWith("Z", StringComparison.Ordinal) || (time > 0 && text.IndexOfAny(['+', '-'], time) > 0);
    }
}
