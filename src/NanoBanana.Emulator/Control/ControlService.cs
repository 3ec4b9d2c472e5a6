using System.Text.Json.Nodes;
using NanoBanana.Emulation.Compatibility;
using NanoBanana.Emulation.Gateways;
using NanoBanana.Emulation.Hosting;
using NanoBanana.Emulation.Http;
using NanoBanana.Http1;

namespace NanoBanana.Emulation.Control;

/// <summary>The emulator's own interface for tests and people: JSON, no key, never faulty.</summary>
internal sealed class ControlService(EmulatorState state) : Service
{
    public override string Prefix => "emulator";

    public override string Provider => "Emulator";

    public override IReadOnlyList<Route> Routes =>
    [
        new("GET", "/", Operations.Control, request => JsonReply.Of(200, ControlViews.Overview(state, request.Origin))),
        new("GET", "/ledger", Operations.Control, _ => JsonReply.Of(200, ControlViews.Ledger(state))),
        new("GET", "/tasks", Operations.Control, _ => JsonReply.Of(200, ControlViews.Tasks(state))),
        new("GET", "/requests", Operations.Control, _ => JsonReply.Of(200, state.Requests.ToJson())),
        new("GET", "/callbacks", Operations.Control, _ => JsonReply.Of(200, ControlViews.Callbacks(state))),
        new("GET", "/faults", Operations.Control, _ => JsonReply.Of(200, ControlViews.Faults(state))),
        Change("PUT", "/faults", ReplaceFaults),
        Change("DELETE", "/faults", _ => ClearFaults()),
        new("GET", "/limits", Operations.Control, _ => JsonReply.Of(200, ControlViews.Limits(state))),
        Change("PUT", "/limits", ReplaceLimits),
        Change("DELETE", "/limits", _ => ClearLimits()),
        Change("PUT", "/balance/*", SetBalance),
        Change("POST", "/reset", _ => Reset()),
    ];

    public override Reply Refuse(Refusal refusal, string operation) =>
        JsonReply.Of(refusal.Code, new JsonObject { ["error"] = refusal.Text ?? "Nothing is at this address. The overview is at /emulator/." });

    // A browser says which page a request comes from, and a page cannot keep it from doing so.
    private static Route Change(string method, string path, Func<EmulatorRequest, Reply> answer) => new(method, path, Operations.Control, request =>
        IsFromPage(request) ? throw new Refusal(403, "A web page cannot change the emulator.") : answer(request));

    private static bool IsFromPage(EmulatorRequest request) =>
        (request.Headers["Origin"] is { } origin && !origin.Is(request.Origin))
        || request.Headers["Sec-Fetch-Site"] is { } site && site is not ("none" or "same-origin");

    private static JsonFields Fields(EmulatorRequest request) => new(
        JsonBody.Read(request) ?? throw new Refusal(400, "The body must be a JSON object with the Content-Type application/json."),
        (name, _, detail) => new Refusal(400, $"{name} {detail}."));

    private Reply ReplaceFaults(EmulatorRequest request)
    {
        var wanted = Fields(request).Texts("faults");
        try
        {
            state.Faults.Replace(wanted);
        }
        catch (ArgumentException wrong)
        {
            throw new Refusal(400, wrong.Message);
        }

        return JsonReply.Of(200, ControlViews.Faults(state));
    }

    private Reply ClearFaults()
    {
        state.Faults.Replace([]);
        return JsonReply.Of(200, ControlViews.Faults(state));
    }

    private Reply ReplaceLimits(EmulatorRequest request)
    {
        var body = JsonBody.Read(request) ?? throw new Refusal(400, "The body must be a JSON object with the Content-Type application/json.");
        try
        {
            state.Limits.Replace(body["rateLimit"]?.GetValue<string>(), body["tier"]?.GetValue<string>(), body["maxActiveTasks"]?.GetValue<int>());
        }
        catch (Exception wrong) when (wrong is ArgumentException or InvalidOperationException or FormatException)
        {
            throw new Refusal(400, wrong.Message);
        }

        return JsonReply.Of(200, ControlViews.Limits(state));
    }

    private Reply ClearLimits()
    {
        state.Limits.Replace(rate: null, tier: null, active: null);
        return JsonReply.Of(200, ControlViews.Limits(state));
    }

    private Reply SetBalance(EmulatorRequest request)
    {
        var name = request.Path.Split('/').Last();
        if (Providers.Find(name) is not { } provider || provider is Providers.ImageHost)
        {
            throw new Refusal(404, $"There is no provider '{name}'. The providers: {string.Join(", ", Providers.Gateways)}.");
        }

        state.Ledger.SetBalance(provider, Fields(request).Amount("amount"));
        return JsonReply.Of(200, ControlViews.Ledger(state));
    }

    private Reply Reset()
    {
        state.Reset();
        return Reply.Empty(204);
    }
}
