using System.Globalization;
using System.Text.Json.Nodes;
using NanoBanana.Emulation.Hosting;
using NanoBanana.Emulation.Http;
using NanoBanana.Emulation.Tasks;
using NanoBanana.Http1;

namespace NanoBanana.Emulation.Gateways.NanoBananaApi;

/// <summary>NanoBananaAPI: HTTP 200 and an envelope <c>code</c>, <c>msg</c>, <c>data</c>; the state is <c>successFlag</c>.</summary>
internal sealed class NanoBananaApiGateway(EmulatorState state, TaskCreator creator) : Gateway(state)
{
    private readonly NanoBananaApiRecord _record = new(state.IsLive);

    public override string Provider => Providers.NanoBananaApi;

    public override IReadOnlyList<Route> Routes =>
    [
        new("POST", "/api/v1/nanobanana/generate", Operations.Submit, request => Submit(NanoBananaApiOrder.First(request, State.IsLive), "msg")),
        new("POST", "/api/v1/nanobanana/generate-2", Operations.Submit, request => Submit(NanoBananaApiOrder.Newer(request, NanoBananaApiModels.Second), "message")),
        new("POST", "/api/v1/nanobanana/generate-pro", Operations.Submit, request => Submit(NanoBananaApiOrder.Newer(request, NanoBananaApiModels.Pro), "message")),
        new("GET", "/api/v1/nanobanana/record-info", Operations.Query, Query),
        new("GET", "/api/v1/common/credit", Operations.Credit, _ => Success(State.Ledger.Balance(Provider))),
    ];

    public override void CheckKey(EmulatorRequest request)
    {
        if (!IsBearer(request))
        {
            throw new Refusal(401);
        }
    }

    public override Reply Refuse(Refusal refusal, string operation) => NanoBananaApiErrors.Reply(refusal);

    // Seen live: an unknown path is answered by the web framework, not by the gateway's envelope.
    public override Reply NoRoute(EmulatorRequest request) => JsonReply.Of(404, new JsonObject
    {
        ["timestamp"] = State.Clock.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'+00:00'", CultureInfo.InvariantCulture),
        ["status"] = 404,
        ["error"] = "Not Found",
        ["path"] = request.Path,
    });

    public override JsonNode Callback(EmulatedTask task, TaskSnapshot snapshot) =>
        _record.Callback(task, snapshot, task.Order.Origin);

    private static Reply Success(JsonNode data, string text = "msg") =>
        JsonReply.Of(200, new JsonObject { ["code"] = 200, [text] = "success", ["data"] = data });

    // The pages of the two newer routes print message instead of msg.
    private Reply Submit(TaskOrder order, string text) => Success(new JsonObject { ["taskId"] = creator.Accept(order, this).Id }, text);

    private Reply Query(EmulatorRequest request)
    {
        // Seen live: a parameter of another name, such as task_id, ends in a server exception.
        if (!request.Query.TryGetValue("taskId", out var id))
        {
            throw new Refusal(500);
        }

        var task = FindTask(id) ?? throw new Refusal(404);
        return Success(_record.For(task, Snapshot(task), request.Origin));
    }
}
