using NanoBanana.Client.Compatibility;

namespace NanoBanana;

/// <summary>One model of one gateway: what it does, accepts and costs, how long it is available, and how certain that is.</summary>
public sealed record ModelDescription
{
    /// <summary>One of <see cref="ProviderNames"/>.</summary>
    public required string Provider { get; init; }

    /// <summary>The model as the gateway names it.</summary>
    public required string Model { get; init; }

    /// <summary>Google's model behind it; <c>-Model</c> takes this too.</summary>
    public required string Family { get; init; }

    /// <summary><c>Current</c>, <c>Deprecated</c> or <c>Retired</c>, according to Google.</summary>
    public required string State { get; init; }

    /// <summary>Whether the model is used if none is named.</summary>
    public bool IsDefault { get; init; }

    /// <summary>What it does: some of <see cref="NanoBanana.Operations"/>.</summary>
    public IReadOnlyList<string> Operations { get; init => field = Indexable.Of(value); } = [];

    /// <summary>The ratios that can be requested.</summary>
    public IReadOnlyList<string> AspectRatios { get; init => field = Indexable.Of(value); } = [];

    /// <summary>The resolutions that can be requested.</summary>
    public IReadOnlyList<string> Resolutions { get; init => field = Indexable.Of(value); } = [];

    /// <summary>The formats that can be requested.</summary>
    public IReadOnlyList<string> OutputFormats { get; init => field = Indexable.Of(value); } = [];

    /// <summary>What is sent if a request does not say; null sends nothing.</summary>
    public ModelDefaults? Defaults { get; init; }

    /// <summary>The maximum length of a prompt in characters; null if no page states it.</summary>
    public int? MaxPromptLength { get; init; }

    /// <summary>The maximum number of images of an edit; null if no page states it, 0 if the model does not edit.</summary>
    public int? MaxImages { get; init; }

    /// <summary>The maximum size of a source image in bytes; null if no page states it.</summary>
    public long? MaxImageBytes { get; init; }

    /// <summary>The maximum number of images per task.</summary>
    public int MaxCount { get; init; }

    /// <summary>Whether the model can search the web.</summary>
    public bool WebSearch { get; init; }

    /// <summary>Whether the model has a slower and cheaper mode.</summary>
    public bool Economy { get; init; }

    /// <summary>The price of one image with the default options.</summary>
    public required Price Price { get; init; }

    /// <summary>The price of an image in the cheaper mode; null if there is no such mode.</summary>
    public Price? EconomyPrice { get; init; }

    /// <summary>Google's own name of the model.</summary>
    public string? GoogleModel { get; init; }

    /// <summary>The day from which Google advises against it.</summary>
    public DateTime? DeprecatedAt { get; init; }

    /// <summary>The day on which Google ends it.</summary>
    public DateTime? RetiresAt { get; init; }

    /// <summary>The family that replaces it.</summary>
    public string? Successor { get; init; }

    /// <summary><c>Documented</c>, <c>Assumed</c> or <c>Disputed</c>; the members of these names say what.</summary>
    public string Confidence => Disputed is not null ? nameof(Disputed) : Assumed is not null ? nameof(Assumed) : "Documented";

    /// <summary>What the documents of the gateway do not state, and where it is taken from.</summary>
    public string? Assumed { get; init; }

    /// <summary>On what sources contradict each other.</summary>
    public string? Disputed { get; init; }

    /// <summary>Where it comes from.</summary>
    public string? Source { get; init; }

    /// <summary>The day the source was read.</summary>
    public DateTime? KnownAt { get; init; }

    /// <summary>Its rows of the catalog: one for each operation and mode.</summary>
    public IReadOnlyList<ModelCapabilities> Rows { get; init => field = Indexable.Of(value); } = [];

    /// <inheritdoc/>
    public override string ToString() => Provider + " " + Model;
}
