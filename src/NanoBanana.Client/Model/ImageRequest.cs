using System.Text.Json.Nodes;

namespace NanoBanana;

/// <summary>What the user wants from one task. Null means: not asked for, the gateway's own default applies.</summary>
public sealed record ImageRequest
{
    /// <summary>What to draw or how to edit. Required; the limit depends on provider and model.</summary>
    public required string Prompt { get; init; }

    /// <summary>Images to edit, in order. None means text to image.</summary>
    public IReadOnlyList<SourceImage> Sources { get; init; } = [];

    /// <summary>The model as the gateway names it; null takes the provider's model for the operation.</summary>
    public string? Model { get; init; }

    /// <summary>Width to height, such as <c>16:9</c>, or <c>auto</c> where offered.</summary>
    public string? AspectRatio { get; init; }

    /// <summary><c>png</c>, <c>jpeg</c> (also written <c>jpg</c>) or <c>webp</c>.</summary>
    public string? OutputFormat { get; init; }

    /// <summary><c>1K</c>, <c>2K</c> or <c>4K</c> where offered.</summary>
    public string? Resolution { get; init; }

    /// <summary>How many images one task makes, from 1.</summary>
    public int? Count { get; init; }

    /// <summary>Text that the gateway draws on the image, where offered.</summary>
    public string? Watermark { get; init; }

    /// <summary>Where the gateway posts the end of the task.</summary>
    public Uri? CallbackUrl { get; init; }

    /// <summary>Asks for the image in the reply itself (a data URI) in place of a link, where offered.</summary>
    public bool Inline { get; init; }

    /// <summary>Switches the gateway's own safety checker off, where it offers that.</summary>
    public bool DisableSafetyCheck { get; init; }

    /// <summary>Fields that are newer than this library, sent as they are. None of ours can be overridden.</summary>
    public IReadOnlyDictionary<string, JsonNode?> Options { get; init; } = new Dictionary<string, JsonNode?>(StringComparer.Ordinal);

    /// <summary><c>Edit</c> where there are sources, else <c>Generate</c>.</summary>
    public string Operation => Sources.Count > 0 ? Operations.Edit : Operations.Generate;
}
