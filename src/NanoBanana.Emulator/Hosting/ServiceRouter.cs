using NanoBanana.Emulation.Http;
using NanoBanana.Http1;

namespace NanoBanana.Emulation.Hosting;

/// <summary>Leads a request to the service whose prefix it carries.</summary>
internal sealed class ServiceRouter(EmulatorState state, IReadOnlyList<Service> services)
{
    private readonly Pipeline _pipeline = new(state);

    // Longest first: "results/crun" is its own service next to "results".
    private readonly IReadOnlyList<Service> _services = [.. services.OrderByDescending(service => service.Prefix.Length)];

    public bool MayTurnAway => _pipeline.MayTurnAway;

    public bool TurnsAway(EmulatorRequest head) => ServiceFor(head) is { } service
        && _pipeline.TurnsAway(service, head.Below(service.Prefix));

    public Task<Reply> AnswerAsync(EmulatorRequest request, CancellationToken cancel) => ServiceFor(request) is { } service
        ? _pipeline.AnswerAsync(service, request.Below(service.Prefix), cancel)
        : Task.FromResult(Reply.Text(404, "Nothing is at this address. The overview is at " + request.Origin + "/emulator/"));

    private Service? ServiceFor(EmulatorRequest request) => _services.FirstOrDefault(candidate => IsBelow(candidate.Prefix, request.Path));

    private static bool IsBelow(string prefix, string path) =>
        path.StartsWith("/" + prefix, StringComparison.Ordinal)
        && (path.Length == prefix.Length + 1 || path[prefix.Length + 1] == '/');
}
