using System.Text.Json.Nodes;
using NanoBanana.Emulation.Http;
using NanoBanana.Http1;

namespace NanoBanana.Emulation.Tasks;

/// <summary>A request that passed a gateway's checks: what to make, for whom, and what it costs.</summary>
internal sealed class TaskOrder
{
    public required string Provider { get; init; }

    public required string Id { get; init; }

    public required string Model { get; init; }

    public required string Prompt { get; init; }

    /// <summary>The body as it was sent, for the gateways that echo it.</summary>
    public required JsonObject Sent { get; init; }

    /// <summary>The request that asked for it.</summary>
    public required EmulatorRequest Request { get; init; }

    /// <summary>Scheme, host and port by which the task was asked for.</summary>
    public string Origin => Request.Origin;

    /// <summary>A ratio of the table, or <c>auto</c> for the one nearest to the first input image.</summary>
    public required string Ratio { get; init; }

    /// <summary><c>png</c> or <c>jpeg</c>.</summary>
    public required string Format { get; init; }

    /// <summary>The price of one image of the given ratio.</summary>
    public required Func<string, decimal> Price { get; init; }

    /// <summary><c>USD</c> or <c>credits</c>.</summary>
    public string Unit { get; init; } = "credits";

    public int Count { get; init; } = 1;

    public IReadOnlyList<Uri> Images { get; init; } = [];

    public Uri? Callback { get; init; }

    /// <summary>Pixazo's <c>webhook_events_filter</c> of <c>*</c>: callbacks also before the end.</summary>
    public bool WantsAllEvents { get; init; }

    /// <summary>True where a call of its own renews expired links; elsewhere a query shows fresh ones.</summary>
    public bool RenewsLinksByCall { get; init; }

    /// <summary>Pixazo's <c>sync_mode</c>: the results are data URIs.</summary>
    public bool Inline { get; init; }
}
