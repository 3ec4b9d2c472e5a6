using NanoBanana.Client.Compatibility;

namespace NanoBanana;

/// <summary>
/// What one model of one gateway takes for one operation: a row of the model catalog (<c>Gateways/models.json</c>, and the user's
/// <c>models.json</c>). Validation, completion, prices and help use it; limits are nowhere else. Null means that no page
/// states it: then it is not checked.
/// </summary>
public sealed record ModelCapabilities
{
    /// <summary>One of <see cref="ProviderNames"/>.</summary>
    public required string Provider { get; init; }

    /// <summary>The model as the gateway names it.</summary>
    public required string Model { get; init; }

    /// <summary>Google's model behind it, such as <c>nano-banana-2</c>: the same on every gateway.</summary>
    public required string Family { get; init; }

    /// <summary>One of <see cref="Operations"/>.</summary>
    public required string Operation { get; init; }

    /// <summary>Whether this is the gateway's slower and cheaper mode, which <c>-Economy</c> selects.</summary>
    public bool Economy { get; init; }

    /// <summary>Which of the gateway's forms of a request it takes; a name that only its mapping knows.</summary>
    public string? Dialect { get; init; }

    /// <summary>The ratios that can be requested; empty if the gateway has no such option.</summary>
    public IReadOnlyList<string> AspectRatios { get; init => field = Indexable.Of(value ?? []); } = [];

    /// <summary>The formats that can be requested, in the module's spelling; empty if there is no such option.</summary>
    public IReadOnlyList<string> OutputFormats { get; init => field = Indexable.Of(value ?? []); } = [];

    /// <summary>The resolutions that can be requested; empty if there is no such option.</summary>
    public IReadOnlyList<string> Resolutions { get; init => field = Indexable.Of(value ?? []); } = [];

    /// <summary>What is sent if neither the request nor the profile says: the gateway's own defaults, so that the price is known. Null sends nothing.</summary>
    public ModelDefaults? Defaults { get; init; }

    /// <summary>The minimum length of a prompt in characters; at least 1.</summary>
    public int MinPromptLength { get; init => field = Math.Max(1, value); } = 1;

    /// <summary>The maximum length of a prompt in characters.</summary>
    public int? MaxPromptLength { get; init; }

    /// <summary>The maximum number of images, sources and references together; 0 for text to image.</summary>
    public int? MaxImages { get; init; }

    /// <summary>The maximum size of a source image in bytes.</summary>
    public long? MaxImageBytes { get; init; }

    /// <summary>The maximum number of images per task; 1 if the gateway has no such option.</summary>
    public int MaxCount { get; init => field = Math.Max(1, value); } = 1;

    /// <summary>Whether a watermark text can be requested.</summary>
    public bool Watermark { get; init; }

    /// <summary>Whether the image can come inline, as a data URI.</summary>
    public bool Inline { get; init; }

    /// <summary>Whether the gateway's safety checker can be switched off.</summary>
    public bool SafetySwitch { get; init; }

    /// <summary>Whether the model can search the web.</summary>
    public bool WebSearch { get; init; }

    /// <summary><c>Optional</c>, <c>Required</c> or <c>None</c>.</summary>
    public string Callback { get; init => field = value ?? CallbackRules.Optional; } = CallbackRules.Optional;

    /// <summary>Options that the gateway says it may ignore: they are not sent, and a warning says so.</summary>
    public IReadOnlyList<string> IgnoredOptions { get; init => field = Indexable.Of(value ?? []); } = [];

    /// <summary>What it costs; null if no page states it.</summary>
    public ModelPrices? Prices { get; init; }

    /// <summary>Limits of this row that the gateway's own documents do not state, and where they are taken from.</summary>
    public string? Assumed { get; init; }

    /// <summary>On what the sources of this row contradict each other.</summary>
    public string? Disputed { get; init; }

    /// <summary>Where the row comes from; <c>user</c> for a row of the user's file.</summary>
    public string? Source { get; init; }

    /// <summary>The day the source was read.</summary>
    public DateTime? KnownAt { get; init; }

    /// <summary>Google's own name of the model.</summary>
    public string? GoogleModel { get; init; }

    /// <summary>The day from which Google advises against it.</summary>
    public DateTime? DeprecatedAt { get; init; }

    /// <summary>The day on which Google ends it; what a gateway does with its name after that is not known.</summary>
    public DateTime? RetiresAt { get; init; }

    /// <summary>The family that replaces it.</summary>
    public string? Successor { get; init; }

    /// <summary>Where its life cycle comes from.</summary>
    public string? LifeCycle { get; init; }

    /// <summary>Whether Google has shut down the model.</summary>
    /// <param name="now">The time to decide by.</param>
    /// <returns>True from the day of <see cref="RetiresAt"/> on.</returns>
    public bool IsRetired(DateTimeOffset now) => RetiresAt <= now.UtcDateTime;

    /// <summary>Whether a name means this model.</summary>
    /// <param name="name">An id or a family, in any case.</param>
    /// <returns>True if it is the id at the gateway or the family of the model.</returns>
    public bool IsCalled(string name) =>
        Model.Equals(name.Trim(), StringComparison.OrdinalIgnoreCase) || Family.Equals(name.Trim(), StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override string ToString() => Provider + " " + Model + " (" + Operation + (Economy ? ", economy)" : ")");
}
