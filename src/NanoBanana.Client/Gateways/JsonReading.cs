using System.Globalization;
using System.Text.Json;
using NanoBanana.Client.Compatibility;
using NanoBanana.Client.Model;

namespace NanoBanana.Client.Gateways;

/// <summary>
/// Reads members of replies that may be missing, null, or of another type than the documents say. The framework finds broken
/// UTF-8 and UTF-16 only when a text is taken out; such a text is ignored, and the rest of the reply is used, because a task may be paid for.
/// </summary>
internal static class JsonReading
{
    private const int MostId = 512;

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

    /// <summary>The record of an envelope: its <c>data</c>, also if that is JSON as text or an array, or the envelope itself if it has none.</summary>
    /// <param name="envelope">The body.</param>
    /// <param name="names">Members by which a record without an envelope is recognised.</param>
    public static JsonElement Record(this JsonElement envelope, params ReadOnlySpan<string> names)
    {
        var data = envelope.Member("data").AsEmbeddedJson();
        if (data.ValueKind == JsonValueKind.Array)
        {
            return data.Items().FirstOrDefault(item => item.ValueKind == JsonValueKind.Object);
        }

        return data.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null && envelope.FirstMember(names).ValueKind != JsonValueKind.Undefined ? envelope : data;
    }

    /// <summary>Text on one line, fit for a terminal, or a number as text; null for anything else and for empty text.</summary>
    public static string? AsText(this JsonElement element) => Raw(element) is { } text ? WireText.Line(text) : null;

    /// <summary>As <see cref="AsText"/>, with its line ends: a prompt.</summary>
    public static string? AsLines(this JsonElement element) => Raw(element) is { } text ? WireText.Lines(text) : null;

    /// <summary>A task id, which is sent back; null if it is not text, too long, or has invisible characters.</summary>
    public static string? AsId(this JsonElement element) => Raw(element)?.AsId();

    /// <inheritdoc cref="AsId(JsonElement)"/>
    public static string? AsId(this string text) =>
        text.Trim() is { Length: > 0 and <= MostId } id && WireText.IsPlain(id) && id is not ("null" or "undefined") ? id : null;

    /// <summary>A link; null if it is not one, or has invisible characters.</summary>
    public static string? AsLink(this JsonElement element) =>
        element.ValueKind == JsonValueKind.String && Raw(element)?.Trim() is { Length: > 0 } link && WireText.IsPlain(link) ? link : null;

    public static decimal? AsDecimal(this JsonElement element) =>
        decimal.TryParse(element.AsText(), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : null;

    /// <summary>An amount of money as budgets can add it up; null for what is negative or absurd.</summary>
    public static decimal? AsAmount(this JsonElement element) => element.AsDecimal() is { } amount && Money.IsSane(amount) ? amount : null;

    public static int? AsInt(this JsonElement element) =>
        element.AsDecimal() is { } value && value >= int.MinValue && value <= int.MaxValue ? (int)value : null;

    public static IEnumerable<JsonElement> Items(this JsonElement element) =>
        element.ValueKind == JsonValueKind.Array ? element.EnumerateArray().ToList() : [];

    /// <summary>JSON inside text, as kie-style gateways write it; the element itself if it is an object already.</summary>
    public static JsonElement AsEmbeddedJson(this JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.String)
        {
            return element;
        }

        // empty as long as a task runs
        if (Raw(element)?.Trim('\uFEFF', '\0', ' ') is not { Length: > 0 } text)
        {
            return default;
        }

        try
        {
            using var document = JsonDocument.Parse(text);
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

    /// <summary>The element as it was written; null if it contains broken UTF-8.</summary>
    public static string? AsRaw(this JsonElement element)
    {
        try
        {
            return element.GetRawText();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static string? Raw(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => Whole(element) is { Length: > 0 } text ? text : null,
        JsonValueKind.Number => element.GetRawText(),
        _ => null,
    };

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
