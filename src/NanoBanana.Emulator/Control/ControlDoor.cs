using System.Text.Json.Nodes;
using NanoBanana.Emulation.Gateways;
using NanoBanana.Emulation.Hosting;
using NanoBanana.Emulation.Http;

namespace NanoBanana.Emulation.Control;

/// <summary>The emulator's own door for tests and people: JSON, no key, never faulty.</summary>
internal sealed class ControlDoor(World world) : Service
{
    public override string Prefix => "emulator";

    public override string Provider => "Emulator";

    public override IReadOnlyList<Route> Routes =>
    [
        new("GET", "/", Operations.Control, request => Reply.Json(200, ControlViews.Overview(world, request.Origin))),
        new("GET", "/ledger", Operations.Control, _ => Reply.Json(200, ControlViews.Ledger(world))),
        new("GET", "/tasks", Operations.Control, _ => Reply.Json(200, ControlViews.Tasks(world))),
        new("GET", "/requests", Operations.Control, _ => Reply.Json(200, world.Requests.ToJson())),
        new("GET", "/callbacks", Operations.Control, _ => Reply.Json(200, ControlViews.Callbacks(world))),
        new("GET", "/faults", Operations.Control, _ => Reply.Json(200, ControlViews.Faults(world))),
        new("PUT", "/faults", Operations.Control, ReplaceFaults),
        new("DELETE", "/faults", Operations.Control, _ => ClearFaults()),
        new("GET", "/limits", Operations.Control, _ => Reply.Json(200, ControlViews.Limits(world))),
        new("PUT", "/limits", Operations.Control, ReplaceLimits),
        new("DELETE", "/limits", Operations.Control, _ => ClearLimits()),
        new("PUT", "/balance/*", Operations.Control, SetBalance),
        new("POST", "/reset", Operations.Control, _ => Reset()),
    ];

    public override Reply Refuse(Refusal refusal, string operation) =>
        Reply.Json(refusal.Code, new JsonObject { ["error"] = refusal.Text ?? "Nothing here. The overview is at /emulator/." });

    private static JsonFields Fields(EmulatorRequest request) => new(
        JsonBody.Read(request) ?? throw new Refusal(400, "The body should be a JSON object, sent as application/json."),
        (name, _, detail) => new Refusal(400, $"{name} {detail}."));

    private Reply ReplaceFaults(EmulatorRequest request)
    {
        var wanted = Fields(request).Texts("faults");
        try
        {
            world.Faults.Replace(wanted);
        }
        catch (ArgumentException wrong)
        {
            throw new Refusal(400, wrong.Message);
        }

        return Reply.Json(200, ControlViews.Faults(world));
    }

    private Reply ClearFaults()
    {
        world.Faults.Replace([]);
        return Reply.Json(200, ControlViews.Faults(world));
    }

    private Reply ReplaceLimits(EmulatorRequest request)
    {
        var body = JsonBody.Read(request) ?? throw new Refusal(400, "The body should be a JSON object, sent as application/json.");
        try
        {
            world.Limits.Replace(body["rateLimit"]?.GetValue<string>(), body["tier"]?.GetValue<string>(), body["maxActiveTasks"]?.GetValue<int>());
        }
        catch (Exception wrong) when (wrong is ArgumentException or InvalidOperationException or FormatException)
        {
            throw new Refusal(400, wrong.Message);
        }

        return Reply.Json(200, ControlViews.Limits(world));
    }

    private Reply ClearLimits()
    {
        world.Limits.Replace(rate: null, tier: null, active: null);
        return Reply.Json(200, ControlViews.Limits(world));
    }

    private Reply SetBalance(EmulatorRequest request)
    {
        var name = request.Path.Split('/').Last();
        if (Providers.Find(name) is not { } provider || provider is Providers.ImageHost)
        {
            throw new Refusal(404, $"There is no provider '{name}'. Known: {string.Join(", ", Providers.Gateways)}.");
        }

        world.Ledger.SetBalance(provider, Fields(request).Amount("amount"));
        return Reply.Json(200, ControlViews.Ledger(world));
    }

    private Reply Reset()
    {
        world.Reset();
        return Reply.Empty(204);
    }
}
