using System.Text.Json;
using System.Text.Json.Serialization;
using NanoBanana.Client.Compatibility;
using NanoBanana.Client.Model;

namespace NanoBanana;

/// <summary>
/// Everything that was requested, as plain data: it is kept whole in the store, a sidecar, Clixml and JSON, and is read back as the
/// same request. Null means not requested; the default of the profile, else of the gateway, applies.
/// </summary>
public sealed record ImageRequest
{
    /// <summary>What to draw or how to edit. Required; the limit depends on provider and model.</summary>
    public string Prompt { get; init => field = value ?? string.Empty; } = string.Empty;

    /// <summary>Images to edit, in order: full paths or URLs. None, and no references, means text to image.</summary>
    public IReadOnlyList<string> Sources { get; init => field = Indexable.Of(value ?? []); } = [];

    /// <summary>Images that are added to the request after its own: full paths or URLs.</summary>
    public IReadOnlyList<string> References { get; init => field = Indexable.Of(value ?? []); } = [];

    /// <summary>The requested model: the gateway's id or the family. Null: the profile's, else the provider's model for the operation.</summary>
    public string? Model { get; init; }

    /// <summary>Width to height, such as <c>16:9</c>, or <c>auto</c> if offered.</summary>
    public string? AspectRatio { get; init; }

    /// <summary><c>png</c>, <c>jpeg</c> (also written <c>jpg</c>) or <c>webp</c>.</summary>
    public string? OutputFormat { get; init; }

    /// <summary><c>0.5K</c>, <c>1K</c>, <c>2K</c> or <c>4K</c> if offered.</summary>
    public string? Resolution { get; init; }

    /// <summary>How many images one task makes, from 1 to the model's limit.</summary>
    public int? Count { get; init; }

    /// <summary>Text that the gateway draws on the image, if offered.</summary>
    public string? Watermark { get; init => field = string.IsNullOrEmpty(value) ? null : value; }

    /// <summary>The URL that the gateway calls when the task ends.</summary>
    public Uri? CallbackUrl
    {
        get;

        // the one form that Clixml, which writes a URL for users to read, gives back
        init => field = value is { IsAbsoluteUri: true } ? new Uri(value.AbsoluteUri) : value;
    }

    /// <summary>Whether the image is requested in the reply itself (a data URI) instead of a link, if offered.</summary>
    public bool Inline { get; init; }

    /// <summary>Whether the gateway's own safety checker is switched off, if it offers that.</summary>
    public bool DisableSafetyCheck { get; init; }

    /// <summary>Whether the model may search the web, if offered.</summary>
    public bool WebSearch { get; init; }

    /// <summary>Whether the gateway's slower and cheaper mode is used, if offered.</summary>
    public bool Economy { get; init; }

    /// <summary>
    /// Fields that this library does not know, sent unchanged. They cannot override fields of the library. Values are null, text, booleans,
    /// numbers, lists and dictionaries of these; anything else becomes its text.
    /// </summary>
    [JsonConverter(typeof(PlainValueConverter))]
    public IReadOnlyDictionary<string, object?> Options { get; init => field = PlainValue.OfPairs(value); } = PlainValue.OfPairs([]);

    /// <summary>Whether the images of several items were combined into one request.</summary>
    public bool Combine { get; init; }

    /// <summary>Whether a source that is too large for the gateway is sent as a smaller copy.</summary>
    public bool Fit { get; init; }

    /// <summary>Whether metadata (EXIF with its position, XMP, IPTC, comments) is removed from the copies that are uploaded.</summary>
    public bool StripMetadata { get; init; }

    /// <summary>Which of several equal requests this is, from 1, if the gateway cannot make several images of one.</summary>
    public int? Variant { get; init; }

    /// <summary>Which take this is, from 2; null for the first.</summary>
    public int? Take { get; init; }

    /// <summary>The intent id of the first take; null for the first.</summary>
    public string? TakeOf { get; init; }

    /// <summary>The user's name for the batch that this request belongs to.</summary>
    public string? Batch { get; init; }

    /// <summary>What the user's record holds next to the request, such as an article number: it travels with the task, and never to the gateway.</summary>
    [JsonConverter(typeof(PlainValueConverter))]
    public IReadOnlyDictionary<string, object?> Tag { get; init => field = PlainValue.OfPairs(value); } = PlainValue.OfPairs([]);

    /// <summary>The names of fields that were not stored completely, because they hold a secret or the profile keeps no prompts: the request cannot be submitted again without them.</summary>
    public IReadOnlyList<string> Masked { get; init => field = Indexable.Of(value ?? []); } = [];

    /// <summary><c>Edit</c> if there are images, else <c>Generate</c>.</summary>
    [JsonIgnore]
    public string Operation => Sources.Count + References.Count > 0 ? Operations.Edit : Operations.Generate;

    /// <summary>This request after an edit: a field that was given again is no longer among <see cref="Masked"/>.</summary>
    /// <param name="edited">The request with the changed fields.</param>
    /// <returns>The edited request.</returns>
    public ImageRequest Edited(ImageRequest edited) => edited with { Masked = [.. Masked.Where(field => IsKept(field, edited))] };

    /// <summary>Fields that a newer version stored: they are kept, and stop this version from submitting a different request.</summary>
    [JsonExtensionData]
    [JsonInclude]
    internal Dictionary<string, JsonElement>? Unknown { get; set; }

    /// <summary>Reads the output of <see cref="ToString"/>.</summary>
    /// <param name="json">A JSON object.</param>
    /// <returns>The request.</returns>
    /// <exception cref="NanoBananaException"><c>RequestUnreadable</c>.</exception>
    public static ImageRequest Parse(string json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, RequestJson.Request) is { } request && request.IsSound()
                ? request
                : throw new JsonException("It contains no request.");
        }
        catch (JsonException error)
        {
            throw new NanoBananaException(ErrorIds.RequestUnreadable, error, error.Path is { Length: > 1 } path ? $"its field {path.TrimStart('$', '.')} has an invalid value" : "it is not the JSON of a request");
        }
    }

    /// <summary>Reads a request from its fields, as a reader of Clixml or JSON gives them.</summary>
    /// <param name="fields">Names of this type's properties in any case, and their values.</param>
    /// <returns>The request.</returns>
    /// <exception cref="NanoBananaException"><c>RequestUnreadable</c>.</exception>
    public static ImageRequest Parse(IEnumerable<KeyValuePair<string, object?>> fields) =>
        Parse(PlainValue.ToJsonObject(PlainValue.OfPairs(fields.Where(each => !each.Key.Equals(nameof(Operation), StringComparison.OrdinalIgnoreCase)))).ToJsonString());

    /// <summary>The whole request as one line of JSON, which <see cref="Parse(string)"/> reads.</summary>
    public override string ToString() => JsonSerializer.Serialize(this, RequestJson.Request);

    /// <summary>All images that are sent: the sources, then the references.</summary>
    internal IEnumerable<string> Images() => Sources.Concat(References);

    /// <summary>False if it was edited and is no longer a valid request.</summary>
    internal bool IsSound() => !Sources.Any(each => each is null) && !References.Any(each => each is null);

    private bool IsKept(string field, ImageRequest edited) => field switch
    {
        nameof(Prompt) => string.Equals(Prompt, edited.Prompt, StringComparison.Ordinal),
        nameof(Sources) => Sources.SequenceEqual(edited.Sources, StringComparer.Ordinal),
        nameof(References) => References.SequenceEqual(edited.References, StringComparer.Ordinal),
        _ => true,
    };
}
