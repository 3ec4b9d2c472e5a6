using System.Text.Json.Nodes;
using NanoBanana.Emulation.Hosting;
using NanoBanana.Emulation.Http;
using NanoBanana.Emulation.Tasks;

namespace NanoBanana.Emulation.Gateways.AigptImage;

/// <summary>The body of AIGPTImage's createTask: the model decides what its input may be.</summary>
internal static class AigptImageOrder
{
    public static JsonObject Body(EmulatorRequest request) => JsonBody.Read(request)
        ?? throw new Refusal(400) { Reason = "the body is no JSON object, or its Content-Type is not application/json" };

    public static TaskOrder Read(EmulatorRequest request, JsonObject json)
    {
        var fields = new JsonFields(json, AigptImageErrors.Field);
        var row = AigptImageModels.Find(fields.Text("model")) ?? throw new Refusal(422, "model is not supported");
        return new TaskOrder
        {
            Provider = Providers.AigptImage,
            Id = "task_" + Guid.NewGuid().ToString("N"),
            Row = row,
            Input = row.Read(fields.Object("input")),
            Sent = json,
            Request = request,
        };
    }
}
