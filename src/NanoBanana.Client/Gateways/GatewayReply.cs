using System.Text;
using System.Text.Json;

namespace NanoBanana.Client.Gateways;

/// <summary>A gateway's whole answer to one call.</summary>
internal sealed class GatewayReply
{
    private readonly Lazy<JsonElement> _json;

    public GatewayReply(int status, byte[] body, string? retryAfter = null)
    {
        Status = status;
        Body = body;
        RetryAfter = retryAfter;
        _json = new Lazy<JsonElement>(Parse);
    }

    public int Status { get; }

    public byte[] Body { get; }

    /// <summary>The <c>Retry-After</c> header as it came, or null.</summary>
    public string? RetryAfter { get; }

    public bool IsSuccess => Status is >= 200 and < 300;

    /// <summary>The body as JSON; of kind <c>Undefined</c> where it is not JSON.</summary>
    public JsonElement Json => _json.Value;

    public string Text => Encoding.UTF8.GetString(Body);

    private JsonElement Parse()
    {
        try
        {
            using var document = JsonDocument.Parse(Body);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return default;
        }
    }
}
