using NanoBanana.Emulation.Hosting;
using NanoBanana.Emulation.Http;
using NanoBanana.Http1;

namespace NanoBanana.Emulation.Control;

/// <summary>Where the fault <c>redirect</c> points to: counts those who follow, under the provider they came from.</summary>
internal sealed class RedirectTrap(EmulatorState state) : Service
{
    private static readonly string[] Methods = ["GET", "HEAD", "POST", "PUT"];

    public override string Prefix => "redirected";

    public override string Provider => "Redirected";

    public override IReadOnlyList<Route> Routes => [.. Methods.Select(method => new Route(method, "/*", Operations.Control, Follow))];

    public override Reply Refuse(Refusal refusal, string operation) => Reply.Text(refusal.Code, refusal.Message);

    private Reply Follow(EmulatorRequest request)
    {
        var segments = request.Path.Split(['/'], StringSplitOptions.RemoveEmptyEntries);
        var provider = segments.Select(Providers.Find).FirstOrDefault(found => found is not null) ?? Provider;
        state.Requests.Add(provider, "redirected");
        return Reply.Text(404, "The redirect to this address must not be followed.");
    }
}
