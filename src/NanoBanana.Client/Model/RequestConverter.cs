using System.Text.Json;
using System.Text.Json.Serialization;

namespace NanoBanana.Client.Model;

/// <summary>Carries a request inside another record, in its one form.</summary>
internal sealed class RequestConverter : JsonConverter<ImageRequest>
{
    public override ImageRequest? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        JsonSerializer.Deserialize(ref reader, RequestJson.Request);

    public override void Write(Utf8JsonWriter writer, ImageRequest value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, value, RequestJson.Request);
}
