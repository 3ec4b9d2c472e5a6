using System.Globalization;
using System.Text.Json.Nodes;
using NanoBanana.Emulation.Http;
using NanoBanana.Emulation.Limits;
using NanoBanana.Emulation.Tasks;
using NanoBanana.Http1;

namespace NanoBanana.Emulation.Hosting;

/// <summary>Something that answers below one path prefix: a gateway, its results, the image host, the control service.</summary>
internal abstract class Service
{
    private IReadOnlyList<Route>? _routes;

    /// <summary>The path prefix without slashes at the ends.</summary>
    public abstract string Prefix { get; }

    /// <summary>Who is asked, for counting and for faults.</summary>
    public abstract string Provider { get; }

    public abstract IReadOnlyList<Route> Routes { get; }

    /// <summary>The route of a request below the prefix; null for none.</summary>
    public Route? RouteFor(EmulatorRequest request) => (_routes ??= Routes).FirstOrDefault(candidate => candidate.Matches(request));

    /// <summary>Puts a refusal in this service's words and carriage.</summary>
    public abstract Reply Refuse(Refusal refusal, string operation);

    /// <summary>Throws a refusal unless the request carries the key.</summary>
    public virtual void CheckKey(EmulatorRequest request)
    {
    }

    public virtual Reply NoRoute(EmulatorRequest request) => Refuse(new Refusal(404), Operations.Query);

    /// <summary>"Too many requests", one second to wait.</summary>
    public virtual Reply RateLimited(string operation) => RateLimited(operation, "1");

    /// <summary>"Too many requests" with any word about the wait, sensible or not; null for none.</summary>
    public virtual Reply RateLimited(string operation, string? wait)
    {
        var reply = Refuse(new Refusal(429), operation);
        return wait is null ? reply : reply.With("Retry-After", wait);
    }

    /// <summary>A call beyond a limit that this emulator was set to keep.</summary>
    public virtual Reply Limited(string operation, Excess excess) => RateLimited(operation, excess.WaitSeconds.ToString(CultureInfo.InvariantCulture));

    /// <summary>A submit that content policy refuses at once.</summary>
    public virtual Reply ContentRefused(string operation) => Refuse(new Refusal(400, TaskFailure.Refused.Message), operation);

    /// <summary>A success that forgot the task's id.</summary>
    public virtual Reply WithoutId() => JsonReply.Of(200, new JsonObject { ["code"] = 200, ["msg"] = "success", ["data"] = new JsonObject() });

    /// <summary>An accepted submit as an older generation of the gateway would have answered it.</summary>
    public virtual Reply InOldGeneration(Reply reply) => reply;
}
