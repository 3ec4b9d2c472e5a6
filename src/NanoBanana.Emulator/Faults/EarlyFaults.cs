using NanoBanana.Emulation.Hosting;
using NanoBanana.Http1;

namespace NanoBanana.Emulation.Faults;

/// <summary>The faults that answer before the service does.</summary>
internal static class EarlyFaults
{
    private const string ProxyPage =
        "<html>\n<head><title>502 Bad Gateway</title></head>\n<body>\n<center><h1>502 Bad Gateway</h1></center>\n</body>\n</html>\n";

    /// <summary>The faulty answer, or null when the service shall answer after all.</summary>
    public static async Task<Reply?> AnswerAsync(Fault fault, FaultStrike strike, CancellationToken cancel)
    {
        var (clock, service, route, request) = (strike.State.Clock, strike.Service, strike.Route, strike.Request);
        switch (fault.Kind.Name)
        {
            case "slow":
                await clock.PauseAsync(TimeSpan.FromSeconds(fault.Kind.Seconds), cancel).ConfigureAwait(false);
                return null;
            case "rate-limit":
                return service.RateLimited(route.Operation);
            case "rate-limit-date" or "rate-limit-negative" or "rate-limit-nan" or "rate-limit-absurd" or "rate-limit-silent":
                return service.RateLimited(route.Operation, WaitWords.For(fault.Kind.Name, clock.GetUtcNow()));
            case "refuse-content":
                return service.ContentRefused(route.Operation);
            case "too-many-active":
                return service.Refuse(new Refusal(409, "Active task limit exceeded: too many active tasks"), route.Operation);
            case "html-502":
                return Reply.Html(502, ProxyPage);
            case "empty-200":
                return Reply.Empty(200);
            case "redirect":
                return Reply.Empty(request.Method is "POST" or "PUT" ? 307 : 302)
                    .With("Location", request.Origin + "/redirected/" + service.Prefix + request.Path);
            default:
                return fault.Kind.Answer?.Invoke(strike) ?? service.Refuse(new Refusal(fault.Kind.Code), route.Operation);
        }
    }
}
