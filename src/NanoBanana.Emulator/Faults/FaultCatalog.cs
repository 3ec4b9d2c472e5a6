using System.Globalization;
using NanoBanana.Emulation.Compatibility;
using NanoBanana.Emulation.Hosting;
using NanoBanana.Http1;

namespace NanoBanana.Emulation.Faults;

/// <summary>
/// Every fault there is. A fault is written <c>name[:provider][@operation][*times]</c>: without a provider it strikes all,
/// without an operation the one listed here, without times for ever.
/// </summary>
internal static class FaultCatalog
{
    private const string Slow = "slow";
    private const string SlowReply = "slow-reply";
    private const int UsualSeconds = 10;
    private const int MaxSeconds = 30;

    private static readonly int[] Codes = [400, 401, 402, 403, 404, 408, 409, 413, 422, 429, 433, 455, 500, 501, 502, 505];

    public static readonly IReadOnlyList<FaultKind> All =
    [
        .. Codes.Select(Status),
        Early("rate-limit", "429 that asks for one second: header Retry-After, at AIGPTImage data.retryAfter."),
        Early("rate-limit-date", "429 whose Retry-After is an HTTP date, two seconds ahead."),
        Early("rate-limit-negative", "429 whose Retry-After is -5."),
        Early("rate-limit-nan", "429 whose Retry-After is NaN."),
        Early("rate-limit-absurd", "429 whose Retry-After is 99999999."),
        Early("rate-limit-silent", "429 that does not say how long to wait."),
        Early("too-many-active", "409 whose text says that too many tasks are active."),
        FaultKind.Early("already-created", "409 \"A concurrent request created this task already\": this one creates none.", strike =>
            strike.Service.Refuse(new Refusal(409, "A concurrent request created this task already"), strike.Route.Operation)),
        Early("refuse-content", "The submit is refused because of the gateway's content policy: no task, no charge.") with { IsBound = true },
        Early("html-502", "A proxy's HTML page with HTTP 502."),
        Early("empty-200", "HTTP 200 without a body; nothing was accepted."),
        Early(Slow, "Ten seconds of silence, or as many as slow-1 to slow-30 say, then the usual answer.") with { Seconds = UsualSeconds },
        Early("redirect", "A redirect to another path: 307 for POST and PUT, 302 otherwise."),
        OfConnection("refuse-connection", "The connection is reset before the gateway has read any of the request."),
        OfConnection("reset-before-body", "The connection is reset after the headers were read and before the body is read.") with { IsCounted = true },
        .. PageFaults.All,
        .. EchoFaults.All.Where(kind => kind.Stage is FaultStage.Before),
        Late("reset-after-body", "The request is read and processed (a submit is accepted and charged); then the connection is reset instead of an answer.", (_, reply) => reply with { Cut = ReplyCut.Everything }),
        Late("reset-in-reply", "The usual answer, with a reset after the headers and half of the body.", (_, reply) => reply with { Cut = ReplyCut.Half }),
        Late(SlowReply, "The request is read and processed (a submit is accepted and charged); then ten seconds of silence, or as many as slow-reply-1 to slow-reply-30 say, before the usual answer.", (_, reply) => reply) with { Seconds = UsualSeconds },
        Late("error-after-accept", "Accepted and charged, then answered with the gateway's 500.", (strike, _) => strike.Service.Refuse(new Refusal(500), strike.Route.Operation)) with { IsBound = true },
        Late("no-id", "Accepted and charged, but the success lacks the task id.", (strike, _) => strike.Service.WithoutId()) with { IsBound = true },
        Late("old-generation", "Pixazo only: HTTP 200 with request_id alone, as the older page shows; others are not changed.", (strike, reply) => strike.Service.InOldGeneration(reply)) with { IsBound = true },
        Late("truncated-json", "The usual answer, truncated to half.", (_, reply) => reply.CutInHalf()),
        .. IdFaults.All,
        .. EncodingFaults.All,
        .. ShapeFaults.All,
        .. EchoFaults.All.Where(kind => kind.Stage is FaultStage.After),
        OfTask("double-charge", "One submit is charged twice: the ledger has two lines for one task."),
        OfTask("finished-at-once", "Pixazo only: the task ends at once, and the submit is answered with HTTP 200 and the images. At other gateways the task ends at once."),
        OfTask("task-fails", "The task ends as failed, uncharged."),
        OfTask("refusal", "The task ends as refused by moderation, uncharged."),
        OfTask("success-without-url", "The task succeeds but names no image."),
        OfTask("unknown-state", "The first two queries of the task show a state that is not documented."),
        OfTask("not-visible-yet", "The first two queries of the task say that there is no such task."),
        OfTask("state-backwards", "Queries of the task show running, then waiting again, and once running after success."),
        OfImage("expired-links", "The plain links of a task's results have expired (403); a fresh query, at Apikley download-url, gives new ones that work.") with { Stage = FaultStage.Link },
        OfImage("lost-links", "The plain links of a task's results have expired (403), and the new links do not exist (404).") with { Stage = FaultStage.Link },
        OfImage("truncated-image", "The result image is truncated to half."),
        OfImage("sealed-image", "The result image has a container of Content Credentials (C2PA) without a signature."),
        OfImage("html-image", "An HTML page instead of the result image."),
        OfCallback("callback-duplicate", "The callback for the end of the task is sent twice, with the same bytes."),
        OfCallback("callback-late", "The callback is sent ten seconds after the task ended."),
        OfCallback("callback-out-of-order", "The callback is sent after the next one, or after ten seconds."),
        OfCallback("callback-lost", "The callback is not sent."),
        OfCallback("callback-forged", "A callback with the opposite outcome is sent at once, correctly signed if callbacks are signed; the true one follows."),
        .. EncodingFaults.OfCallbacks.Keys.Select(name => OfCallback(name, "The body of the callback is malformed in the way of the fault without \"callback-\".")),
        OfCallback("callback-wrong-signature", "Apikley only: the callback is signed with another secret. Other gateways do not sign callbacks."),
    ];

    /// <summary>The kind of that name; a FaultTextException that lists all names otherwise.</summary>
    public static FaultKind Find(string name) => All.FirstOrDefault(kind => kind.Name.Is(name))
        ?? SlowFor(name)
        ?? throw new FaultTextException(
            $"There is no fault '{name}'. The faults: {string.Join(", ", All.Select(kind => kind.Name))}; and {Slow}-1 to {Slow}-{MaxSeconds}, {SlowReply}-1 to {SlowReply}-{MaxSeconds}.");

    private static FaultKind? SlowFor(string name) => All
        .Where(kind => kind.Seconds > 0 && name.StartsWith(kind.Name, StringComparison.Ordinal))
        .SelectMany(kind => Enumerable.Range(1, MaxSeconds).Select(seconds => kind with { Seconds = seconds }))
        .FirstOrDefault(kind => name.Is(string.Format(CultureInfo.InvariantCulture, "{0}-{1}", kind.Name, kind.Seconds)));

    private static FaultKind Status(int code) => new(
        string.Format(CultureInfo.InvariantCulture, "status-{0}", code),
        FaultStage.Before,
        Operations.Submit,
        string.Format(CultureInfo.InvariantCulture, "The gateway's answer with code {0}, before anything is accepted.", code))
    {
        Code = code,
    };

    private static FaultKind OfConnection(string name, string meaning) => new(name, FaultStage.Connection, Operations.Submit, meaning);

    private static FaultKind Early(string name, string meaning) => FaultKind.Early(name, meaning);

    private static FaultKind Late(string name, string meaning, Func<FaultStrike, Reply, Reply> change) => FaultKind.Late(name, meaning, change);

    private static FaultKind OfTask(string name, string meaning) =>
        new(name, FaultStage.Task, Operations.Submit, meaning) { IsBound = true };

    private static FaultKind OfCallback(string name, string meaning) =>
        new(name, FaultStage.Callback, Operations.Callback, meaning) { IsBound = true };

    private static FaultKind OfImage(string name, string meaning) =>
        new(name, FaultStage.Image, Operations.Download, meaning) { IsBound = true };
}
