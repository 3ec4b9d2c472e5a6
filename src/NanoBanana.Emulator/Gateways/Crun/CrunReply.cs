using System.Text.Json.Nodes;
using NanoBanana.Emulation.Hosting;
using NanoBanana.Emulation.Http;
using NanoBanana.Http1;

namespace NanoBanana.Emulation.Gateways.Crun;

/// <summary>Crun's envelope. Errors carry their code as the HTTP status too.</summary>
internal static class CrunReply
{
    public static Reply Success(JsonObject data) =>
        JsonReply.Of(200, new JsonObject { ["code"] = 200, ["message"] = "success", ["data"] = data });

    public static Reply Error(Refusal refusal, int? status = null)
    {
        var body = new JsonObject { ["code"] = refusal.Code, ["message"] = refusal.Text ?? Words(refusal.Code) };
        if (refusal.Code == 422)
        {
            body["errors"] = new JsonArray([.. refusal.Errors.Select(error => JsonValue.Create(error))]);
        }
        else
        {
            body["data"] = null;
        }

        return JsonReply.Of(status ?? refusal.Code, body);
    }

    /// <summary>The documented 422, which lists what is wrong.</summary>
    public static Refusal Invalid(string error) => new(422) { Errors = [error] };

    public static Refusal Field(string model, string name, FieldProblem problem, string detail) => Invalid(
        $"Value error, Invalid input for model {model}: {name.Replace("input.", "")}: "
        + (problem == FieldProblem.Missing ? "Field required" : "Input " + detail));

    private static string Words(int code) => code switch
    {
        401 => "API key missing",
        402 => "Account does not have enough credits to perform the operation",
        403 => "API key disabled",
        404 => "Task not found",
        422 => "Missing Params or Type Error",
        429 => "Request limit has been exceeded for this resource",
        500 => "An unexpected error occurred while processing the request",
        _ => CommonWords.For(code),
    };
}
