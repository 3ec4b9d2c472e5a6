using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using NanoBanana.Client.Compatibility;

namespace NanoBanana.Client.Gateways;

/// <summary>
/// Reads JSON whose texts must not bring a secret further: every name and text is masked after it was decoded, whatever escapes
/// it was written with, and JSON inside a text is opened and masked as well. A text that cannot be decoded is null, since its
/// content is unknown.
/// </summary>
internal static class MaskedJson
{
    /// <summary>A shorter text holds no key; a longer data URI is an image, and is not searched.</summary>
    private const int LeastText = 8;
    private const int MostDataUri = 4096;
    private const int DeepestText = 8;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>The document's root; of kind <c>Undefined</c> if the text is not JSON.</summary>
    /// <param name="utf8">The text.</param>
    /// <param name="mask">Gives back the same instance if there is nothing to mask; null masks nothing.</param>
    public static JsonElement Parse(byte[] utf8, Func<string, string>? mask)
    {
        try
        {
            var masked = Masked(utf8, mask ?? (static text => text), depth: 0) ?? utf8;

            // not disposed of: its memory is the array's, and the elements live as long as they are held
            return JsonDocument.Parse(masked).RootElement;
        }
        catch (JsonException)
        {
            return default;
        }
    }

    /// <summary>The document with its texts masked; null if it can stay as it is.</summary>
    private static byte[]? Masked(byte[] utf8, Func<string, string> mask, int depth)
    {
        if (!MustChange(utf8, mask, depth))
        {
            return null;
        }

        using var output = new MemoryStream(utf8.Length);
        using (var writer = new Utf8JsonWriter(output, Plain))
        {
            var reader = new Utf8JsonReader(utf8);
            while (reader.Read())
            {
                Copy(ref reader, writer, mask, depth);
            }
        }

        return output.ToArray();
    }

    private static bool MustChange(byte[] utf8, Func<string, string> mask, int depth)
    {
        var isUtf8 = IsUtf8(utf8);
        var reader = new Utf8JsonReader(utf8);
        var found = false;
        while (reader.Read())
        {
            found = found || (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName or JsonTokenType.Number
                && (IsSearched(ref reader) || MayBeBroken(ref reader, isUtf8))
                && (Text(ref reader) is not { } text || !ReferenceEquals(text, Masked(text, mask, depth))));
        }

        return found;
    }

    private static bool IsUtf8(byte[] bytes)
    {
        try
        {
            Strict.GetCharCount(bytes);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }

    // an escape may be half of a character
    private static bool MayBeBroken(ref Utf8JsonReader reader, bool isUtf8) => !isUtf8 || (reader.ValueIsEscaped && reader.ValueSpan.IndexOf("\\u"u8) >= 0);

    private static void Copy(ref Utf8JsonReader reader, Utf8JsonWriter writer, Func<string, string> mask, int depth)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                writer.WriteStartObject();
                break;
            case JsonTokenType.EndObject:
                writer.WriteEndObject();
                break;
            case JsonTokenType.StartArray:
                writer.WriteStartArray();
                break;
            case JsonTokenType.EndArray:
                writer.WriteEndArray();
                break;
            case JsonTokenType.PropertyName:
                writer.WritePropertyName(Whole(ref reader) is { } name ? Masked(name, mask, depth) : string.Empty);
                break;
            case JsonTokenType.String when Whole(ref reader) is { } text:
                writer.WriteStringValue(Masked(text, mask, depth));
                break;
            case JsonTokenType.Number when Text(ref reader) is { } number && Masked(number, mask, depth) is var masked && !ReferenceEquals(number, masked):
                writer.WriteStringValue(masked);
                break;
            case JsonTokenType.String:
                writer.WriteNullValue();
                break;
            default:
                writer.WriteRawValue(reader.ValueSpan, skipInputValidation: true);
                break;
        }
    }

    private static string Masked(string text, Func<string, string> mask, int depth)
    {
        if (text.Length < LeastText || (text.Length > MostDataUri && text.StartsWith("data:", StringComparison.OrdinalIgnoreCase)))
        {
            return text;
        }

        if (depth < DeepestText && text.TrimStart() is ['{' or '[', ..])
        {
            try
            {
                return Masked(Encoding.UTF8.GetBytes(text), mask, depth + 1) is { } opened ? Encoding.UTF8.GetString(opened) : mask(text);
            }
            catch (JsonException)
            {
                // text that only looks like JSON
            }
        }

        return mask(text);
    }

    /// <summary>Whether the text of a token may hold a secret.</summary>
    private static bool IsSearched(ref Utf8JsonReader reader) => reader.ValueSpan.Length >= LeastText
        && !(reader.TokenType is not JsonTokenType.Number && reader.ValueSpan.Length > MostDataUri && reader.ValueSpan.StartsWith("data:"u8));

    /// <summary>The text of a name, a text or a number; null if it cannot be decoded.</summary>
    private static string? Text(ref Utf8JsonReader reader) =>
        reader.TokenType is JsonTokenType.Number ? Encoding.UTF8.GetString(reader.ValueSpan.ToArray()) : Whole(ref reader);

    // broken text is found only when it is taken out
    private static string? Whole(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
