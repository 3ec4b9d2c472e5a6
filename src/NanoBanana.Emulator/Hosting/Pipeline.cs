using NanoBanana.Emulation.Faults;
using NanoBanana.Emulation.Http;
using NanoBanana.Http1;

namespace NanoBanana.Emulation.Hosting;

/// <summary>The way of every request through a service: connection faults, route, count, key, limits, early faults, answer, late faults.</summary>
internal sealed class Pipeline(EmulatorState state)
{
    private const string Unrouted = "unknown";
    private const string Limited = "limited";

    /// <summary>False while no fault could refuse a request: then requests need no second check.</summary>
    public bool MayTurnAway => state.Faults.IsArmed(FaultStage.Connection);

    /// <summary>True when a fault resets the connection of this request, whose body is still unread.</summary>
    public bool TurnsAway(Service service, EmulatorRequest head)
    {
        if (service.RouteFor(head) is not { } route
            || state.Faults.Take(FaultStage.Connection, service.Provider, route.Operation) is not { } fault)
        {
            return false;
        }

        if (fault.Kind.IsCounted)
        {
            state.Requests.Add(service.Provider, route.Operation);
        }

        return true;
    }

    public async Task<Reply> AnswerAsync(Service service, EmulatorRequest request, CancellationToken cancel)
    {
        var route = service.RouteFor(request);
        if (route is null)
        {
            state.Requests.Add(service.Provider, Unrouted);
            return service.NoRoute(request);
        }

        if (route.Operation is not Operations.Control)
        {
            state.Requests.Add(service.Provider, route.Operation);
        }

        try
        {
            return await AnswerAsync(service, route, request, cancel).ConfigureAwait(false);
        }
        catch (Refusal refusal)
        {
            return WithReason(service.Refuse(refusal, route.Operation), refusal.Reason);
        }
    }

    private async Task<Reply> AnswerAsync(Service service, Route route, EmulatorRequest request, CancellationToken cancel)
    {
        if (route.NeedsKey)
        {
            service.CheckKey(request);
        }

        if (state.Limits.Take(service.Provider, route.Operation) is { } excess)
        {
            state.Requests.Add(service.Provider, Limited);
            return service.Limited(route.Operation, excess);
        }

        if (state.Faults.Take(FaultStage.Before, service.Provider, route.Operation) is { } early
            && await EarlyFaults.AnswerAsync(early, new FaultStrike(state, service, route, request), cancel).ConfigureAwait(false) is { } insteadOf)
        {
            return insteadOf;
        }

        var reply = await route.Answer(request, cancel).ConfigureAwait(false);
        return state.Faults.Take(FaultStage.After, service.Provider, route.Operation) is { } late
            ? await LateFaults.ChangeAsync(late, new FaultStrike(state, service, route, request), reply, cancel).ConfigureAwait(false)
            : reply;
    }

    private static Reply WithReason(Reply reply, string? reason) => reason is null
        ? reply
        : reply.With("X-Emulator-Reason", new string([.. reason.Select(character => character is >= ' ' and <= '~' ? character : '?')]));
}
