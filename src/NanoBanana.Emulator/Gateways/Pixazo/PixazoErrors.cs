using System.Text.Json.Nodes;
using NanoBanana.Emulation.Hosting;
using NanoBanana.Emulation.Http;
using NanoBanana.Http1;

namespace NanoBanana.Emulation.Gateways.Pixazo;

/// <summary>Pixazo's error bodies: a bare <c>{"error":…}</c> on a real HTTP status.</summary>
internal static class PixazoErrors
{
    public static Http1.Reply Reply(Refusal refusal)
    {
        var body = new JsonObject { ["error"] = refusal.Text ?? Words(refusal.Code) };
        switch (refusal.Code)
        {
            case 402:
                body["message"] = "Your wallet does not have enough balance.";
                break;
            case 502:
                body["status"] = 502;
                break;
        }

        return JsonReply.Of(refusal.Code, body);
    }

    // The page's table names both cases in its 400 row, its "example error response" has the shorter text.
    public static Refusal Field(string name, FieldProblem problem, string detail) =>
        new(400, problem == FieldProblem.Missing ? null : "Invalid parameters") { Reason = $"{name} {detail}" };

    private static string Words(int code) => code switch
    {
        400 => "Invalid request parameters",
        401 => "Invalid or missing authentication",
        402 => "Insufficient Balance",
        403 => "Access denied for this operation",
        404 => "Endpoint not found",
        429 => "Rate limit exceeded, please retry later",
        500 => "An unexpected error occurred, please try again later",
        _ => CommonWords.For(code),
    };
}
