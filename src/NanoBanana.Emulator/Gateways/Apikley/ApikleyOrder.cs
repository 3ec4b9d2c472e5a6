using System.Text.Json.Nodes;
using NanoBanana.Emulation.Hosting;
using NanoBanana.Emulation.Http;
using NanoBanana.Emulation.Tasks;

namespace NanoBanana.Emulation.Gateways.Apikley;

/// <summary>The body of Apikley's createTask: the model decides what its input may be.</summary>
internal static class ApikleyOrder
{
    public static JsonObject Body(EmulatorRequest request) => JsonBody.Read(request)
        ?? throw new Refusal(422) { Reason = "the body is no JSON object, or its Content-Type is not application/json" };

    public static TaskOrder Read(EmulatorRequest request, DateTimeOffset now, bool isLive)
    {
        var json = Body(request);
        var fields = new JsonFields(json, ApikleyErrors.Field);
        var row = ApikleyModels.Find(fields.Text("model")) ?? throw new Refusal(422, "The model name you specified is not supported");
        return new TaskOrder
        {
            Provider = Providers.Apikley,
            Id = isLive ? Guid.NewGuid().ToString("N") : ApikleyTaskId.Next(now),
            Row = row,
            Input = row.Read(fields.Object("input")),
            Sent = json,
            Request = request,
            Callback = fields.Callback("callBackUrl"),
            RenewsLinksByCall = true,
        };
    }
}
