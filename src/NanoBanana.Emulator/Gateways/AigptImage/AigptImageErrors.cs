using System.Globalization;
using System.Text.Json.Nodes;
using NanoBanana.Emulation.Hosting;
using NanoBanana.Emulation.Http;
using NanoBanana.Http1;
using NanoBanana.Emulation.Limits;

namespace NanoBanana.Emulation.Gateways.AigptImage;

/// <summary>AIGPTImage's errors: the HTTP status equals the code in the body.</summary>
internal static class AigptImageErrors
{
    public static Http1.Reply Reply(Refusal refusal) => JsonReply.Of(refusal.Code, new JsonObject
    {
        ["code"] = refusal.Code,
        ["msg"] = refusal.Text ?? Words(refusal.Code),
        ["data"] = refusal.Extra?.DeepClone() ?? (refusal.Code == 429 ? RateLimit("17") : null),
    });

    /// <summary>The rate-limit page's numbers; seconds to wait are in the body only.</summary>
    /// <param name="wait">The seconds to wait, or any other word in their place; null leaves it out.</param>
    public static JsonObject RateLimit(string? wait)
    {
        var numbers = new JsonObject { ["limit"] = 180, ["tier"] = "basic", ["windowSeconds"] = 60 };
        if (wait is not null)
        {
            numbers["retryAfter"] = int.TryParse(wait, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seconds) ? seconds : wait;
        }

        return numbers;
    }

    /// <summary>The same numbers of a limit that is really kept.</summary>
    public static JsonObject RateLimit(CallLimit limit, string? tier, int waitSeconds) => new()
    {
        ["limit"] = limit.Calls,
        ["tier"] = tier ?? "basic",
        ["windowSeconds"] = Math.Max(1, (int)Math.Ceiling(limit.Window.TotalSeconds)),
        ["retryAfter"] = waitSeconds,
    };

    public static Refusal Field(string name, FieldProblem problem, string detail) =>
        new(422, $"{name} {detail}") { Reason = problem.ToString() };

    private static string Words(int code) => code switch
    {
        400 => "Invalid request parameters",
        401 => "Authentication failed or API key is invalid",
        402 => "Insufficient credits",
        404 => "Task not found",
        409 => "Request conflict",
        422 => "Parameter validation failed",
        429 => "rate limit exceeded",
        500 => "Internal server error",
        _ => CommonWords.For(code),
    };
}
