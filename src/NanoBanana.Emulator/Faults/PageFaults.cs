using System.Text.Json.Nodes;
using NanoBanana.Emulation.Hosting;
using NanoBanana.Emulation.Http;
using NanoBanana.Http1;

namespace NanoBanana.Emulation.Faults;

/// <summary>Answers of a proxy between the caller and the gateway, and of a web framework before it.</summary>
internal static class PageFaults
{
    private const string Challenge =
        "<!DOCTYPE html>\n<html lang=\"en-US\">\n<head>\n<title>Attention Required! | Cloudflare</title>\n</head>\n<body>\n"
        + "<h1>Sorry, you have been blocked</h1>\n<p>Cloudflare Ray ID: <strong>7d0f5c1e9a3b2c4d</strong></p>\n</body>\n</html>\n";

    private const string Busy =
        "<html>\r\n<head><title>503 Service Temporarily Unavailable</title></head>\r\n<body>\r\n"
        + "<center><h1>503 Service Temporarily Unavailable</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n";

    private const string SignIn =
        "<!doctype html>\n<html><head><title>Hotel guest network: please sign in</title></head>\n<body><form method=\"post\"></form></body></html>\n";

    public static readonly IReadOnlyList<FaultKind> All =
    [
        FaultKind.Early("html-403", "A CDN's HTML page with HTTP 403: the caller is blocked.", _ => Reply.Html(403, Challenge).With("Server", "cloudflare").With("CF-RAY", "7d0f5c1e9a3b2c4d-FRA")),
        FaultKind.Early("html-503", "A proxy's HTML page with HTTP 503.", _ => Reply.Html(503, Busy).With("Server", "nginx")),
        FaultKind.Early("html-200", "The sign-in page of a guest network with HTTP 200.", _ => Reply.Html(200, SignIn)),
        FaultKind.Early("text-403", "A CDN's bare text \"error code: 1010\" with HTTP 403.", _ => Reply.Text(403, "error code: 1010").With("Server", "cloudflare")),
        FaultKind.Early("detail-list", "HTTP 422 with a list under detail, as a web framework writes it.", _ => JsonReply.Of(422, DetailList())),
        FaultKind.Early("object-message", "The gateway's 400 whose message is an object.", ObjectMessage),
        FaultKind.Early("status-304", "HTTP 304 without a body, although the request was not conditional.", _ => Reply.Empty(304)) with { Operation = Operations.Download },
    ];

    private static JsonObject DetailList() => new()
    {
        ["detail"] = new JsonArray(
            new JsonObject { ["loc"] = new JsonArray("body", "prompt"), ["msg"] = "ensure this value has at least 3 characters", ["type"] = "value_error.any_str.min_length" },
            new JsonObject { ["loc"] = new JsonArray("body", "num_images"), ["msg"] = "value is not a valid integer", ["type"] = "type_error.integer" }),
    };

    private static Reply ObjectMessage(FaultStrike strike) =>
        ReplyJson.Edit(strike.Service.Refuse(new Refusal(400), strike.Route.Operation), body =>
        {
            var name = new[] { "msg", "message", "error" }.First(body.ContainsKey);
            body[name] = new JsonObject { ["reason"] = "The prompt mentions a protected brand", ["field"] = "prompt" };
        });
}
