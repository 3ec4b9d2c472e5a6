using System.Text.Json.Nodes;
using NanoBanana.Emulation.Gateways.Kie;
using NanoBanana.Emulation.Hosting;
using NanoBanana.Emulation.Http;
using NanoBanana.Emulation.Limits;
using NanoBanana.Emulation.Tasks;
using NanoBanana.Http1;

namespace NanoBanana.Emulation.Gateways.AigptImage;

/// <summary>AIGPTImage: two calls, real HTTP statuses, and <c>X-Request-ID</c> against a second charge.</summary>
internal sealed class AigptImageGateway(EmulatorState state, TaskCreator creator) : Gateway(state)
{
    public override string Provider => Providers.AigptImage;

    public override IReadOnlyList<Route> Routes =>
    [
        new("POST", "/api/v1/jobs/createTask", Operations.Submit, Submit),
        new("GET", "/api/v1/jobs/recordInfo", Operations.Query, Query),
    ];

    public override void CheckKey(EmulatorRequest request)
    {
        if (!IsBearer(request))
        {
            throw new Refusal(401);
        }
    }

    public override Reply Refuse(Refusal refusal, string operation) => AigptImageErrors.Reply(refusal);

    public override Reply NoRoute(EmulatorRequest request) => Refuse(new Refusal(404, "Not Found"), Operations.Query);

    // The rate-limit page knows no Retry-After header.
    public override Reply RateLimited(string operation) =>
        Refuse(new Refusal(429) { Extra = AigptImageErrors.RateLimit("1") }, operation);

    // Where the word stands is documented, what it may be is not: an odd one comes in both places.
    public override Reply RateLimited(string operation, string? wait)
    {
        var reply = Refuse(new Refusal(429) { Extra = AigptImageErrors.RateLimit(wait) }, operation);
        return wait is null ? reply : reply.With("Retry-After", wait);
    }

    // The rate-limit page has the numbers of a 429; the model pages have 409 for too many active tasks.
    public override Reply Limited(string operation, Excess excess) => Refuse(
        excess.Limit is { } limit
            ? new Refusal(429) { Extra = AigptImageErrors.RateLimit(limit, excess.Tier, excess.WaitSeconds) }
            : new Refusal(409, "Active task limit exceeded: too many active tasks"),
        operation);

    // No callback is documented, so no order ever carries an address for one.
    public override JsonNode Callback(EmulatedTask task, TaskSnapshot snapshot) => Record(task, snapshot, task.Order.Origin);

    private static Reply Success(JsonObject data) =>
        JsonReply.Of(200, new JsonObject { ["code"] = 200, ["msg"] = "success", ["data"] = data });

    private static JsonObject Record(EmulatedTask task, TaskSnapshot snapshot, string origin)
    {
        var succeeded = snapshot.Phase == TaskPhase.Succeeded;
        return new JsonObject
        {
            ["taskId"] = task.Id,
            ["model"] = task.Order.Model,
            ["state"] = KieRecord.State(snapshot),
            ["param"] = KieRecord.Param(task),
            ["resultJson"] = succeeded ? KieRecord.ResultJson(task, snapshot, origin) : null,
            ["failCode"] = snapshot.Failure is { } failure ? KieRecord.FailCode(failure) : null,
            ["failMsg"] = snapshot.Failure?.Message,
            ["costTime"] = succeeded ? KieRecord.Milliseconds(snapshot.EndedAt!.Value - task.AcceptedAt) : null,
            ["completeTime"] = succeeded ? snapshot.EndedAt!.Value.ToUnixTimeMilliseconds() : null,
            ["createTime"] = task.AcceptedAt.ToUnixTimeMilliseconds(),
        };
    }

    private Reply Submit(EmulatorRequest request)
    {
        var body = AigptImageOrder.Body(request);
        var order = AigptImageOrder.Read(request, body);
        var requestId = request.Headers["X-Request-ID"];
        var task = string.IsNullOrWhiteSpace(requestId)
            ? creator.Accept(order, this)
            : State.IdempotencyKeys.GetOrAccept(requestId!, JsonReply.ToText(body), () => creator.Accept(order, this));
        return Success(new JsonObject { ["taskId"] = task.Id });
    }

    private Reply Query(EmulatorRequest request)
    {
        if (!request.Query.TryGetValue("taskId", out var id) || id.Length == 0)
        {
            throw new Refusal(400);
        }

        var task = FindTask(id) ?? throw new Refusal(404);
        return Success(Record(task, Snapshot(task), request.Origin));
    }
}
