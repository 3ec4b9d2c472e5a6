using NanoBanana.Emulation.Hosting;
using NanoBanana.Emulation.Http;
using NanoBanana.Http1;

namespace NanoBanana.Emulation.Faults;

/// <summary>The faults that spoil an answer after the work was done.</summary>
internal static class LateFaults
{
    public static Reply Change(Fault fault, Service service, Route route, Reply reply) => fault.Kind.Name switch
    {
        "error-after-accept" => service.Refuse(new Refusal(500), route.Operation),
        "no-id" => service.WithoutId(),
        "old-generation" => service.InOldGeneration(reply),
        "truncated-json" => reply.CutInHalf(),
        "reset-after-body" => reply with { Cut = ReplyCut.Everything },
        "reset-in-reply" => reply with { Cut = ReplyCut.Half },
        var other => throw new InvalidOperationException($"The fault '{other}' does not come late."),
    };
}
