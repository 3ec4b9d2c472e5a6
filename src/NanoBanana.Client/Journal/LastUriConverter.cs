using System.Text.Json;
using System.Text.Json.Serialization;

namespace NanoBanana.Client.Journal;

/// <summary>Reads addresses of gateways: as a rule the same one as in the line before.</summary>
internal sealed class LastUriConverter : JsonConverter<Uri>
{
    private static Uri? _last;

    public override Uri? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (_last is { } last && reader.TokenType is JsonTokenType.String && reader.ValueTextEquals(last.OriginalString))
        {
            return last;
        }

        return reader.GetString() is { } text && Uri.TryCreate(text, UriKind.RelativeOrAbsolute, out var uri) ? _last = uri : throw new JsonException("It is not an address.");
    }

    public override void Write(Utf8JsonWriter writer, Uri value, JsonSerializerOptions options) => writer.WriteStringValue(value.OriginalString);
}
