using System.Text.Json.Nodes;
using NanoBanana.Client.Compatibility;
using NanoBanana.Client.Model;

namespace NanoBanana.Client.Gateways;

/// <summary>Builds a request's JSON: fields that are not asked for are left out, and the user's own fields never replace ours.</summary>
internal static class RequestBody
{
    public static JsonObject With(this JsonObject body, string name, JsonNode? value)
    {
        if (value is not null)
        {
            body[name] = value;
        }

        return body;
    }

    /// <summary>The format as the gateways of the newer models spell it: <c>jpg</c>.</summary>
    public static string? Jpg(string? format) => string.Equals(format, OutputFormats.Jpeg, StringComparison.Ordinal) ? "jpg" : format;

    /// <summary>Adds the fields of <c>-Option</c>.</summary>
    /// <param name="body">Where the gateway expects them.</param>
    /// <param name="request">The request.</param>
    /// <param name="ownFields">All fields that the module itself knows here, set or not.</param>
    /// <exception cref="NanoBananaException"><c>OptionReserved</c>.</exception>
    public static JsonObject WithOptions(this JsonObject body, GatewayRequest request, params string[] ownFields)
    {
        // a gateway may read the names of fields in any case
        var own = new HashSet<string>(body.Select(field => field.Key).Concat(ownFields), StringComparer.OrdinalIgnoreCase);
        foreach (var option in request.Request.Options)
        {
            if (own.Contains(option.Key))
            {
                throw new NanoBananaException(ErrorIds.OptionReserved, option.Key, request.Model.Provider) { Target = option.Key };
            }

            body[option.Key] = PlainValue.ToJson(option.Value);
        }

        return body;
    }
}
