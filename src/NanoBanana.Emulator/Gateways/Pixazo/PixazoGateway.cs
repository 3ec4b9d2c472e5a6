using System.Text.Json.Nodes;
using NanoBanana.Emulation.Compatibility;
using NanoBanana.Emulation.Hosting;
using NanoBanana.Emulation.Http;
using NanoBanana.Emulation.Tasks;
using NanoBanana.Http1;

namespace NanoBanana.Emulation.Gateways.Pixazo;

/// <summary>
/// Pixazo: real HTTP statuses, bare objects. Submits answer as the newer pages show (202 with a polling URL); the older
/// page's POST getStatus serves every id as well.
/// </summary>
internal sealed class PixazoGateway(EmulatorState state, TaskCreator creator) : Gateway(state)
{
    private const string StatusPath = "/v2/requests/status/";

    public override string Provider => Providers.Pixazo;

    public override IReadOnlyList<Route> Routes =>
    [
        new("POST", "/nano-banana/v1/nano-banana/generateEditImageRequest", Operations.Submit, request => Submit(request, PixazoOrders.Edit)),
        new("POST", "/nano-banana/v1/nano-banana/generateTextToImageRequest", Operations.Submit, request => Submit(request, PixazoOrders.Generate)),
        new("POST", "/nano-banana-async/v1/nano-banana-image-to-image", Operations.Submit, request => Submit(request, PixazoOrders.BatchEdit)),
        new("GET", StatusPath + "*", Operations.Query, Status),
        new("POST", "/nano-banana-polling/nano-banana/getStatus", Operations.Query, OldStatus),
    ];

    public override void CheckKey(EmulatorRequest request)
    {
        if (!request.Headers["Ocp-Apim-Subscription-Key"].Is(State.Key))
        {
            throw new Refusal(401);
        }
    }

    public override Reply Refuse(Refusal refusal, string operation) => PixazoErrors.Reply(refusal);

    // The older page's 200 row, which has no id in it.
    public override Reply WithoutId() => JsonReply.Of(200, new JsonObject { ["success"] = true });

    public override Reply InOldGeneration(Reply reply) =>
        JsonReply.Of(200, new JsonObject { ["request_id"] = JsonNode.Parse(reply.Body)?["request_id"]?.DeepClone() });

    public override JsonNode Callback(EmulatedTask task, TaskSnapshot snapshot) => PixazoStatus.New(task, snapshot, task.Order.Origin);

    private Reply Submit(EmulatorRequest request, Func<EmulatorRequest, TaskOrder> read)
    {
        var task = creator.Accept(read(request), this);
        if (task.Quirks.FinishesAtOnce)
        {
            // The vendor's skills repository says that image operations answer at once; the model pages say otherwise.
            return JsonReply.Of(200, PixazoStatus.Old(task, Snapshot(task), request.Origin));
        }

        return JsonReply.Of(202, new JsonObject
        {
            ["request_id"] = task.Id,
            ["status"] = "QUEUED",
            ["polling_url"] = request.Origin + "/" + Prefix + StatusPath + task.Id,
        });
    }

    private Reply Status(EmulatorRequest request)
    {
        var task = FindTask(request.Path.Substring(StatusPath.Length)) ?? throw new Refusal(404);
        return JsonReply.Of(200, PixazoStatus.New(task, Snapshot(task), request.Origin));
    }

    private Reply OldStatus(EmulatorRequest request)
    {
        var id = PixazoOrders.Fields(request).Text("requestId");
        var task = FindTask(id) ?? throw new Refusal(404);
        return JsonReply.Of(200, PixazoStatus.Old(task, Snapshot(task), request.Origin));
    }
}
