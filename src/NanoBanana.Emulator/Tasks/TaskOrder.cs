using System.Text.Json.Nodes;
using NanoBanana.Emulation.Gateways;
using NanoBanana.Emulation.Http;
using NanoBanana.Emulation.Images;

namespace NanoBanana.Emulation.Tasks;

/// <summary>A request that passed a gateway's checks: what to make, for whom, and what it costs.</summary>
internal sealed class TaskOrder
{
    public required string Provider { get; init; }

    public required string Id { get; init; }

    /// <summary>The model that was asked for.</summary>
    public required ModelRow Row { get; init; }

    /// <summary>What is asked of the model.</summary>
    public required ModelInput Input { get; init; }

    /// <summary>The body as it was sent, for the gateways that echo it.</summary>
    public required JsonObject Sent { get; init; }

    /// <summary>The request that asked for it.</summary>
    public required EmulatorRequest Request { get; init; }

    public string Model => Row.Model;

    public string Prompt => Input.Prompt;

    public string Ratio => Input.Ratio;

    public string Format => Input.Format;

    public int Count => Input.Count;

    public IReadOnlyList<Uri> Images => Input.Images;

    public string Unit => Row.Unit;

    /// <summary>Scheme, host and port by which the task was asked for.</summary>
    public string Origin => Request.Origin;

    public Uri? Callback { get; init; }

    /// <summary>Pixazo's <c>webhook_events_filter</c> of <c>*</c>: callbacks also before the end.</summary>
    public bool WantsAllEvents { get; init; }

    /// <summary>True if its own call renews expired links; elsewhere a query shows fresh ones.</summary>
    public bool RenewsLinksByCall { get; init; }

    /// <summary>Pixazo's <c>sync_mode</c>: the results are data URIs.</summary>
    public bool Inline { get; init; }

    /// <summary>The price of all images at the given ratio.</summary>
    public decimal Price(string ratio) => Row.Price(Input.Resolution, ratio is "auto" ? "1:1" : ratio) * Count;

    /// <summary>The size of each result at the given ratio.</summary>
    public PixelSize Size(string ratio) => Row.Pixels.Size(ratio, Input.Resolution);
}
