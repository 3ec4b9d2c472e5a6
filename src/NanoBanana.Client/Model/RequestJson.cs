using System.Collections;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace NanoBanana.Client.Model;

/// <summary>Requests as JSON, without reflection. What was not asked for is left out.</summary>
[JsonSerializable(typeof(ImageRequest))]
[JsonSerializable(typeof(JsonNode))]
internal sealed partial class RequestJson : JsonSerializerContext
{
    /// <summary>The one form in which a request is written down.</summary>
    public static JsonTypeInfo<ImageRequest> Request => field ??= (JsonTypeInfo<ImageRequest>)NewOptions().GetTypeInfo(typeof(ImageRequest));

    private static JsonSerializerOptions NewOptions() => new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        PropertyNameCaseInsensitive = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        TypeInfoResolver = Default.WithAddedModifier(LeaveOutEmpty),
    };

    private static void LeaveOutEmpty(JsonTypeInfo type)
    {
        if (type.Type == typeof(ImageRequest))
        {
            foreach (var property in type.Properties.Where(each => !each.IsExtensionData))
            {
                property.ShouldSerialize = static (_, value) => value is not (null or false or "" or ICollection { Count: 0 });
            }
        }
    }
}
