using System.Text.Json;
using System.Text.Json.Nodes;
using NanoBanana.Emulation.Http;

namespace NanoBanana.Emulation.Gateways;

internal static class JsonBody
{
    /// <summary>The body as a JSON object; null if its media type or its text is not JSON, or it is not an object.</summary>
    public static JsonObject? Read(EmulatorRequest request)
    {
        if (request.ContentType?.Split(';')[0].Trim().Equals("application/json", StringComparison.OrdinalIgnoreCase) != true)
        {
            return null;
        }

        try
        {
            var json = JsonNode.Parse(request.Body) as JsonObject;

            // The reader is lazy: walking through finds duplicate names now, not in the middle of a check.
            return json is not null && json.All(field => field.Value is not JsonObject inner || inner.Count >= 0) ? json : null;
        }
        catch (Exception broken) when (broken is JsonException or ArgumentException)
        {
            return null;
        }
    }
}
