using System.Text.Json.Nodes;
using NanoBanana.Emulation.Hosting;
using NanoBanana.Emulation.Http;
using NanoBanana.Http1;

namespace NanoBanana.Emulation.Gateways.NanoBananaApi;

/// <summary>NanoBananaAPI's errors: HTTP 200, the code in the body.</summary>
internal static class NanoBananaApiErrors
{
    public static Http1.Reply Reply(Refusal refusal) => JsonReply.Of(200, new JsonObject
    {
        ["code"] = refusal.Code,
        ["msg"] = refusal.Text ?? Words(refusal.Code),
        ["data"] = null,
    });

    // "type can not be blank" and "Incorrect type" were seen live; the other fields follow their manner.
    public static Refusal Field(string name, FieldProblem problem, string detail) => (name, problem) switch
    {
        (_, FieldProblem.Missing) => new Refusal(422, $"{name} can not be blank"),
        ("type", _) => new Refusal(422, "Incorrect type"),
        _ => new Refusal(400, $"{name} {detail}"),
    };

    private static string Words(int code) => code switch
    {
        400 => "Parameter error",
        401 => "You do not have access permissions",
        403 => "The IP address is not in the whitelist of this key",
        404 => "Task not found",
        500 => "Server exception, please check the parameters and try again",
        _ => CommonWords.For(code),
    };
}
