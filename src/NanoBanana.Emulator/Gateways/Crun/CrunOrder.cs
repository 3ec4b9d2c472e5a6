using NanoBanana.Emulation.Hosting;
using NanoBanana.Emulation.Http;
using NanoBanana.Emulation.Tasks;

namespace NanoBanana.Emulation.Gateways.Crun;

/// <summary>The body of CreateTask and of both estimates.</summary>
internal static class CrunOrder
{
    public static TaskOrder Read(EmulatorRequest request)
    {
        var json = JsonBody.Read(request) ?? throw CrunReply.Invalid("body: Input should be a JSON object, sent as application/json");
        var model = new JsonFields(json, (name, problem, detail) => CrunReply.Field("?", name, problem, detail)).Text("model");
        var row = CrunModels.Find(model) ?? throw CrunReply.Invalid($"Value error, model {model} is not supported");
        var fields = new JsonFields(json, (name, problem, detail) => CrunReply.Field(model, name, problem, detail));
        return new TaskOrder
        {
            Provider = Providers.Crun,
            Id = Guid.NewGuid().ToString("D"),
            Row = row,
            Input = row.Read(fields.Object("input")),
            Sent = json,
            Request = request,
            Callback = fields.Callback("callback_url"),
        };
    }
}
