using System.Globalization;
using System.Text;
using System.Text.Json;
using NanoBanana.Emulation.Hosting;
using NanoBanana.Http1;

namespace NanoBanana.Emulation.Faults;

/// <summary>A gateway that repeats the caller's key, in one of several forms.</summary>
internal static class EchoFaults
{
    // Stands in the reply for the form, which may be no whole JSON text of its own.
    private const string Place = "ECHO-OF-THE-KEY";

    private static readonly IReadOnlyList<(string Name, string Words, Func<string, string> Write)> Forms =
    [
        ("plain", "as it is", key => JsonEncodedText.Encode(key).ToString()),
        ("escaped", "with every character as a JSON escape", Escaped),
        ("percent", "percent-encoded", key => Hex(key, "%", "X2")),
        ("percent-lower", "percent-encoded in lower case", key => Hex(key, "%", "x2")),
        ("hex", "in hexadecimal digits", key => Hex(key, "", "x2")),
        ("upper", "in upper case", key => JsonEncodedText.Encode(key.ToUpperInvariant()).ToString()),
        ("base64", "in base64", Base64),
        ("basic", "as base64 of user:key", key => Base64("user:" + key)),
        ("bearer", "as base64 of Bearer key", key => Base64("Bearer " + key)),
    ];

    public static readonly IReadOnlyList<FaultKind> All =
    [
        .. Forms.Select(form => FaultKind.Early(
            "echo-key-" + form.Name, $"A refusal (400) whose text repeats the key {form.Words}.", strike => InMessage(strike, form.Write))),
        .. Forms.Select(form => FaultKind.Late(
            "id-with-key-" + form.Name, $"Accepted and charged; the task id contains the key {form.Words}, and queries accept that id.",
            (strike, reply) => InId(strike, reply, form.Write)) with { IsBound = true }),
        .. Forms.Select(form => FaultKind.OfQuery(
            "result-with-key-" + form.Name, $"The result's links, or the reason of a failure, contain the key {form.Words}.",
            (strike, reply) => InResult(strike, reply, form.Write))),
    ];

    private static Reply InMessage(FaultStrike strike, Func<string, string> form) =>
        Fill(strike, strike.Service.Refuse(new Refusal(400, $"No access for the key {Place}, ask the support"), strike.Route.Operation), form);

    private static Reply InId(FaultStrike strike, Reply reply, Func<string, string> form)
    {
        var id = "";
        var named = ReplyJson.Edit(reply, body =>
        {
            id = ReplyJson.Id(body) ?? "";
            ReplyJson.SetId(body, "task-" + Place);
        });
        var filled = Fill(strike, named, form);
        if (ReplyJson.Read(filled) is { } body && ReplyJson.Id(body) is { } alias)
        {
            strike.State.Tasks.Alias(strike.Service.Provider, alias, id);
        }

        return filled;
    }

    private static Reply InResult(FaultStrike strike, Reply reply, Func<string, string> form) => Fill(
        strike,
        ReplyJson.Edit(reply, body =>
        {
            ReplyJson.ChangeLinks(body, links => links.Select(link => Texts.Node(link + (link.Contains('?') ? "&" : "?") + "ref=" + Place)));
            Texts.ChangeFailure(body, message => $"{message} ({Place})");
        }),
        form);

    private static Reply Fill(FaultStrike strike, Reply reply, Func<string, string> form) =>
        reply with { Body = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(reply.Body).Replace(Place, form(strike.State.Key))) };

    private static string Escaped(string key) =>
        string.Concat(key.Select(each => string.Format(CultureInfo.InvariantCulture, "\\u{0:x4}", (int)each)));

    private static string Hex(string key, string before, string format) =>
        string.Concat(Encoding.UTF8.GetBytes(key).Select(each => before + each.ToString(format, CultureInfo.InvariantCulture)));

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
