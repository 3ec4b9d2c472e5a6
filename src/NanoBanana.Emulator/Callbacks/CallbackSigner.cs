using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace NanoBanana.Emulation.Callbacks;

/// <summary>
/// kie.ai's webhook signature: base64 of HMAC-SHA256 over <c>taskId.timestamp</c>, the timestamp in Unix seconds
/// (https://docs.kie.ai/common-api/webhook-verification).
/// </summary>
internal static class CallbackSigner
{
    public static IReadOnlyList<KeyValuePair<string, string>> Headers(string secret, string taskId, DateTimeOffset now)
    {
        var timestamp = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        using var mac = new HMACSHA256(Encoding.UTF8.GetBytes(secret));
        var signature = Convert.ToBase64String(mac.ComputeHash(Encoding.UTF8.GetBytes(taskId + "." + timestamp)));
        return [new("X-Webhook-Timestamp", timestamp), new("X-Webhook-Signature", signature)];
    }
}
