using NanoBanana.Client.Compatibility;

namespace NanoBanana;

/// <summary>
/// What one model of one gateway takes for one operation: a row of the capabilities table.
/// Validation, completion, help and <c>Get-NanoBananaProvider</c> all read it; no limit stands anywhere else.
/// </summary>
public sealed record ModelCapabilities
{
    /// <summary>One of <see cref="ProviderNames"/>.</summary>
    public required string Provider { get; init; }

    /// <summary>The model as the gateway names it.</summary>
    public required string Model { get; init; }

    /// <summary>One of <see cref="Operations"/>.</summary>
    public required string Operation { get; init; }

    /// <summary>Ratios that can be asked for; empty where the gateway has no such option.</summary>
    public IReadOnlyList<string> AspectRatios { get; init => field = Indexable.Of(value); } = [];

    /// <summary>Formats that can be asked for, in the module's spelling; empty where there is no such option.</summary>
    public IReadOnlyList<string> OutputFormats { get; init => field = Indexable.Of(value); } = [];

    /// <summary>Resolutions that can be asked for; empty where there is no such option.</summary>
    public IReadOnlyList<string> Resolutions { get; init => field = Indexable.Of(value); } = [];

    /// <summary>Longest prompt in characters.</summary>
    public required int MaxPromptLength { get; init; }

    /// <summary>Most source images; 0 for text to image.</summary>
    public int MaxImages { get; init; }

    /// <summary>Largest source image in bytes.</summary>
    public long MaxImageBytes { get; init; } = 10 * 1024 * 1024;

    /// <summary>Most images a task; 1 where the gateway has no such option.</summary>
    public int MaxCount { get; init; } = 1;

    /// <summary>A watermark text can be asked for.</summary>
    public bool Watermark { get; init; }

    /// <summary>The image can come inline, as a data URI.</summary>
    public bool Inline { get; init; }

    /// <summary>The gateway's safety checker can be switched off.</summary>
    public bool SafetySwitch { get; init; }

    /// <summary>The model can be told to search the web.</summary>
    public bool WebSearch { get; init; }

    /// <summary><c>Optional</c>, <c>Required</c> or <c>None</c>.</summary>
    public string Callback { get; init; } = CallbackRules.Optional;

    /// <summary>Options that the gateway says it may ignore: they are not sent, and a warning says so.</summary>
    public IReadOnlyList<string> IgnoredOptions { get; init => field = Indexable.Of(value); } = [];

    /// <summary>Limits of this row that the gateway's own documents do not state, and where they are taken from.</summary>
    public string? Assumed { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Provider + " " + Model + " (" + Operation + ")";
}
