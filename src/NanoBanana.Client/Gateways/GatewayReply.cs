using System.Text;
using System.Text.Json;

namespace NanoBanana.Client.Gateways;

/// <summary>A gateway's answer to one call: decoded, and masked before it is used.</summary>
internal sealed class GatewayReply
{
    /// <summary>No error says more, and no more of it is read.</summary>
    private const int MostText = 64 * 1024;

    private readonly Lazy<JsonElement> _json;

    /// <param name="status">The HTTP status.</param>
    /// <param name="body">The body as UTF-8.</param>
    /// <param name="retryAfter">The <c>Retry-After</c> header as it was received, or null.</param>
    public GatewayReply(int status, byte[] body, string? retryAfter = null)
    {
        Status = status;
        Body = body;
        RetryAfter = retryAfter;
        _json = new Lazy<JsonElement>(Parse);
    }

    public int Status { get; }

    public byte[] Body { get; }

    public string? RetryAfter { get; }

    /// <summary>Takes secrets out of a text; null takes none out.</summary>
    public Func<string, string>? Mask { get; init; }

    /// <summary>The address that answered; relative links are read against it. Null if it is not known.</summary>
    public Uri? Address { get; init; }

    /// <summary>The <c>Server</c> header, which distinguishes the page of a proxy from that of a gateway; null if it has none.</summary>
    public string? Server { get; init; }

    /// <summary>What ended the body before its end; null if it is whole.</summary>
    public Exception? Cut { get; init; }

    public bool IsSuccess => Status is >= 200 and < 300;

    /// <summary>The body as JSON; of kind <c>Undefined</c> if it is not JSON. A body that is JSON inside a text, or a list of one object, counts as that object.</summary>
    public JsonElement Json => _json.Value;

    /// <summary>The object was inside a text or a list.</summary>
    public bool IsWrapped { get; private set; }

    /// <summary>The beginning of the body as text.</summary>
    public string Text
    {
        get
        {
            var text = Encoding.UTF8.GetString(Body, 0, Math.Min(Body.Length, MostText));
            return Mask?.Invoke(text) ?? text;
        }
    }

    private JsonElement Parse()
    {
        var json = MaskedJson.Parse(Body, Mask);
        var opened = json.ValueKind == JsonValueKind.String ? json.AsEmbeddedJson() : json;
        var only = opened.ValueKind == JsonValueKind.Array && opened.GetArrayLength() == 1 ? opened[0] : opened;
        IsWrapped = json.ValueKind is JsonValueKind.String or JsonValueKind.Array && only.ValueKind == JsonValueKind.Object;
        return IsWrapped ? only : json;
    }
}
