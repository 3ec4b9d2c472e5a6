using System.Security.Cryptography;
using System.Text;

namespace NanoBanana.Client.Gateways;

/// <summary>
/// The signature of kie.ai's callbacks, which Apikley's are taken to carry (https://docs.kie.ai/common-api/webhook-verification):
/// base64 of HMAC-SHA256 over "task id.unix seconds". It does not cover the body.
/// </summary>
internal static class KieSignature
{
    public const string Header = "X-Webhook-Signature";
    public const string TimestampHeader = "X-Webhook-Timestamp";

    public static string Of(Secret secret, string id, string timestamp)
    {
        using var mac = new HMACSHA256(Encoding.UTF8.GetBytes(secret.Reveal()));
        return Convert.ToBase64String(mac.ComputeHash(Encoding.UTF8.GetBytes(id + "." + timestamp)));
    }
}
