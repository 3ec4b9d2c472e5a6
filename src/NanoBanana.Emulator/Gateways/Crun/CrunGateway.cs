using System.Text.Json.Nodes;
using NanoBanana.Emulation.Compatibility;
using NanoBanana.Emulation.Hosting;
using NanoBanana.Emulation.Http;
using NanoBanana.Emulation.Tasks;
using NanoBanana.Http1;

namespace NanoBanana.Emulation.Gateways.Crun;

/// <summary>Crun: an envelope <c>code</c>, <c>message</c>, <c>data</c> on a real HTTP status; times in epoch seconds.</summary>
internal sealed class CrunGateway(EmulatorState state, TaskCreator creator, CrunUploads uploads) : Gateway(state)
{
    private const string Root = "/api/v1/client/";

    public override string Provider => Providers.Crun;

    public override IReadOnlyList<Route> Routes =>
    [
        new("POST", Root + "job/CreateTask", Operations.Submit, Submit),
        new("GET", Root + "job/TaskInfo", Operations.Query, Query),
        new("GET", Root + "account/balance", Operations.Credit, _ => Balance()),
        new("POST", Root + "job/estimate-credits", Operations.Estimate, Estimate),
        new("POST", Root + "job/EstimateTask", Operations.Estimate, EstimateForCommandLine),
        new("GET", Root + "job/Models", Operations.Models, CrunModelList.List),
        new("GET", Root + "job/Models/*", Operations.Models, request => CrunModelList.Schema(request.Path.Substring((Root + "job/Models/").Length))),
        new("GET", Root + "files/upload-url", Operations.Upload, uploads.Presign),
        new("PUT", CrunUploads.PresignedPath + "*", Operations.Upload, uploads.Put, needsKey: false),
    ];

    public override void CheckKey(EmulatorRequest request)
    {
        var key = request.Headers["x-api-key"];
        if (!key.Is(State.Key))
        {
            throw new Refusal(401, string.IsNullOrEmpty(key) ? null : "API key invalid");
        }
    }

    public override Reply Refuse(Refusal refusal, string operation) => CrunReply.Error(refusal);

    public override Reply NoRoute(EmulatorRequest request) => Refuse(new Refusal(404, "Not Found"), Operations.Query);

    public override Reply WithoutId() => CrunReply.Success(new JsonObject());

    // The page has no code for content; 422 is its word for input that does not pass.
    public override Reply ContentRefused(string operation) =>
        Refuse(new Refusal(422, TaskFailure.Refused.Message) { Errors = [TaskFailure.Refused.Message] }, operation);

    public override JsonNode Callback(EmulatedTask task, TaskSnapshot snapshot) => CrunTaskInfo.For(task, snapshot, task.Order.Origin);

    private Reply Submit(EmulatorRequest request)
    {
        var task = creator.Accept(CrunOrder.Read(request), this);
        return CrunReply.Success(new JsonObject { ["task_id"] = task.Id });
    }

    private Reply Query(EmulatorRequest request)
    {
        if (!request.Query.TryGetValue("task_id", out var id) || id.Length == 0)
        {
            throw CrunReply.Invalid("task_id: Field required");
        }

        // The task page describes HTTP 200 as "retrieved … or task not found".
        return FindTask(id) is { } task
            ? CrunReply.Success(CrunTaskInfo.For(task, Snapshot(task), request.Origin))
            : CrunReply.Error(new Refusal(404), status: 200);
    }

    private Reply Balance() => CrunReply.Success(new JsonObject { ["balance"] = State.Ledger.Balance(Provider) });

    private Reply Estimate(EmulatorRequest request) =>
        CrunReply.Success(new JsonObject { ["credits"] = CreditsFor(request), ["estimated"] = true });

    private Reply EstimateForCommandLine(EmulatorRequest request)
    {
        var credits = CreditsFor(request);
        var balance = State.Ledger.Balance(Provider);
        return CrunReply.Success(new JsonObject { ["estimated_credits"] = credits, ["balance"] = balance, ["affordable"] = balance >= credits });
    }

    private static decimal CreditsFor(EmulatorRequest request)
    {
        var order = CrunOrder.Read(request);
        return order.Price(order.Ratio);
    }
}
