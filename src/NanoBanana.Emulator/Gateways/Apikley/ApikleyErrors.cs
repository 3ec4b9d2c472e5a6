using System.Text.Json.Nodes;
using NanoBanana.Emulation.Hosting;
using NanoBanana.Emulation.Http;
using NanoBanana.Http1;

namespace NanoBanana.Emulation.Gateways.Apikley;

/// <summary>Apikley's errors: HTTP 200, the code in the body.</summary>
internal static class ApikleyErrors
{
    public static Http1.Reply Reply(Refusal refusal, string operation) => JsonReply.Of(200, new JsonObject
    {
        ["code"] = refusal.Code,
        [operation is Operations.Query ? "message" : "msg"] = refusal.Text ?? Words(refusal.Code),
        ["data"] = null,
    });

    public static Refusal Field(string name, FieldProblem problem, string detail) =>
        new(422, $"{name} {detail}") { Reason = problem.ToString() };

    private static string Words(int code) => code switch
    {
        401 => "You do not have access permissions",
        402 => "Account does not have enough credits to perform the operation",
        404 => "The requested resource or endpoint does not exist",
        422 => "The request parameters failed validation checks",
        429 => "Request limit has been exceeded for this resource",
        500 => "An unexpected error occurred while processing the request",
        _ => CommonWords.For(code),
    };
}
