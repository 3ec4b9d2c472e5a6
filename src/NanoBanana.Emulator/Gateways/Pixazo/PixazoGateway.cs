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
        Submits("/nano-banana/v1/nano-banana/generateEditImageRequest", PixazoModels.Edit),
        Submits("/nano-banana/v1/nano-banana/generateTextToImageRequest", PixazoModels.Generate),
        Submits("/nano-banana-async/v1/nano-banana-image-to-image", PixazoModels.BatchEdit),
        Submits("/nano-banana-2/v1/text-to-image", PixazoModels.Second),
        Submits("/nano-banana-2/v1/image-to-image/editing", PixazoModels.SecondEdit),
        Submits("/nano-banana-2/v1/text-to-image-batch", PixazoModels.SecondBatch),
        Submits("/nano-banana-2/v1/image-to-image-batch", PixazoModels.SecondBatchEdit),
        Submits("/nano-banana-2/v1/nano-banana-2-request", PixazoModels.Second),
        Submits("/nano-banana-2/v1/nano-banana-2/generate", PixazoModels.SecondEarly),
        Submits("/nano-banana-2-lite/v1/text-to-image", PixazoModels.Lite),
        Submits("/nano-banana-2-lite/v1/image-to-image/editing", PixazoModels.LiteEdit),
        Submits("/nano-banana-pro/v1/text-to-image", PixazoModels.Pro),
        Submits("/nano-banana-pro/v1/image-to-image/editing", PixazoModels.ProEdit),
        Submits("/nano-banana-pro-async/v1/nano-banana-pro-text-to-image", PixazoModels.ProBatch),
        Submits("/nano-banana-pro-async/v1/nano-banana-pro-image-to-image", PixazoModels.ProBatchEdit),
        new("GET", StatusPath + "*", Operations.Query, Status),
        new("POST", "/nano-banana-polling/nano-banana/getStatus", Operations.Query, request => OldStatus(request, "requestId")),
        new("POST", "/nano-banana-2/v1/nano-banana-2-request-result", Operations.Query, request => OldStatus(request, "request_id")),
        new("POST", "/nano-banana-2/v1/nano-banana-2/prediction", Operations.Query, Prediction),
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

    private Route Submits(string path, ModelRow row) => new("POST", path, Operations.Submit, request => Submit(request, row));

    private Reply Submit(EmulatorRequest request, ModelRow row)
    {
        var task = creator.Accept(PixazoOrders.Read(request, row), this);
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

    private Reply OldStatus(EmulatorRequest request, string field)
    {
        var task = FindTask(PixazoOrders.Fields(request).Text(field)) ?? throw new Refusal(404);
        return JsonReply.Of(200, PixazoStatus.Old(task, Snapshot(task), request.Origin));
    }

    private Reply Prediction(EmulatorRequest request)
    {
        var task = FindTask(PixazoOrders.Fields(request).Text("prediction_id")) ?? throw new Refusal(404);
        return JsonReply.Of(200, PixazoStatus.Prediction(task, Snapshot(task), request.Origin));
    }
}
