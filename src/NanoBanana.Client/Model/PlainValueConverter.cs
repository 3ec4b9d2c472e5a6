using System.Text.Json;
using System.Text.Json.Serialization;

namespace NanoBanana.Client.Model;

/// <summary>Writes and reads free fields as a JSON object.</summary>
internal sealed class PlainValueConverter : JsonConverter<IReadOnlyDictionary<string, object?>>
{
    public override IReadOnlyDictionary<string, object?> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var element = JsonElement.ParseValue(ref reader);
        return element.ValueKind is JsonValueKind.Object
            ? (IReadOnlyDictionary<string, object?>)PlainValue.Of(element)!
            : throw new JsonException("Not a JSON object.");
    }

    public override void Write(Utf8JsonWriter writer, IReadOnlyDictionary<string, object?> value, JsonSerializerOptions options) =>
        PlainValue.ToJsonObject(value).WriteTo(writer);
}
