using System.Collections;
using System.Management.Automation;
using NanoBanana.PowerShell.Binding;

namespace NanoBanana.PowerShell.Hosting;

/// <summary>The options of a request as parameters, each also by property name of a record.</summary>
public abstract class RequestCmdlet : SubmitCmdlet
{
    private const int MostVariants = 100;

    private ReferenceImages? _references;

    /// <summary>The aspect ratio, width to height, such as 16:9.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, HelpMessage = "The aspect ratio, width to height, such as 16:9.")]
    [ArgumentCompleter(typeof(AspectRatioCompletion))]
    [TextTransformation]
    public string? AspectRatio { get; set; }

    /// <summary>png, jpeg or webp.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, HelpMessage = "png, jpeg or webp.")]
    [ArgumentCompleter(typeof(OutputFormatCompletion))]
    [TextTransformation]
    public string? OutputFormat { get; set; }

    /// <summary>0.5K, 1K, 2K or 4K.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, HelpMessage = "0.5K, 1K, 2K or 4K.")]
    [ArgumentCompleter(typeof(ResolutionCompletion))]
    [TextTransformation]
    public string? Resolution { get; set; }

    /// <summary>The number of images per task.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, HelpMessage = "The number of images per task.")]
    [WholeNumberTransformation]
    public int? Count { get; set; }

    /// <summary>The model: the id at the gateway, or the family, which is the same for all gateways.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, HelpMessage = "The model: the id at the gateway, or the family, which is the same for all gateways.")]
    [ArgumentCompleter(typeof(ModelCompletion))]
    [TextTransformation]
    public string? Model { get; set; }

    /// <summary>Text that the gateway draws on the image.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, HelpMessage = "Text that the gateway draws on the image.")]
    [TextTransformation]
    public string? Watermark { get; set; }

    /// <summary>The URL that the gateway calls when the task ends.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, HelpMessage = "The URL that the gateway calls when the task ends.")]
    public Uri? CallbackUrl { get; set; }

    /// <summary>Returns the image in the reply instead of a link.</summary>
    [Parameter(HelpMessage = "Returns the image in the reply instead of a link.")]
    [FromColumn]
    public SwitchParameter Inline { get; set; }

    /// <summary>Disables the safety checker of the gateway.</summary>
    [Parameter(HelpMessage = "Disables the safety checker of the gateway.")]
    [FromColumn]
    public SwitchParameter DisableSafetyCheck { get; set; }

    /// <summary>Lets the model search the web.</summary>
    [Parameter(HelpMessage = "Lets the model search the web.")]
    [FromColumn]
    public SwitchParameter WebSearch { get; set; }

    /// <summary>Uses the slower and cheaper mode of the gateway.</summary>
    [Parameter(HelpMessage = "Uses the slower and cheaper mode of the gateway.")]
    [FromColumn]
    public SwitchParameter Economy { get; set; }

    /// <summary>Images that are added to each task after its own images: paths with wildcards, or URLs.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, HelpMessage = "Images that are added to each task after its own images: paths with wildcards, or URLs.")]
    [TextTransformation]
    public string[]? Reference { get; set; }

    /// <summary>Fields that this module does not know, sent unchanged.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, HelpMessage = "Fields that this module does not know, sent unchanged.")]
    [OptionTransformation]
    public IDictionary? Option { get; set; }

    /// <summary>Removes EXIF (including the location), XMP, IPTC and comments from the uploaded copies. The files are not changed.</summary>
    [Parameter(HelpMessage = "Removes EXIF (including the location), XMP, IPTC and comments from the uploaded copies. The files are not changed.")]
    [FromColumn]
    public SwitchParameter StripMetadata { get; set; }

    /// <summary>Uploads a copy that the gateway accepts if the image is too large, GIF, BMP, CMYK or 16 bits.</summary>
    [Parameter(HelpMessage = "Uploads a copy that the gateway accepts if the image is too large, GIF, BMP, CMYK or 16 bits.")]
    [FromColumn]
    public SwitchParameter Fit { get; set; }

    /// <summary>The number of tasks to submit with the same request.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, HelpMessage = "The number of tasks to submit with the same request.")]
    [WholeNumberTransformation]
    public int? Variant { get; set; }

    /// <summary>Values to add to the tag of the task.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, HelpMessage = "Values to add to the tag of the task.")]
    [TagTransformation]
    public IDictionary? Tag { get; set; }

    /// <summary>Does not add columns that no parameter reads to the tag.</summary>
    [Parameter(HelpMessage = "Does not add columns that no parameter reads to the tag.")]
    public SwitchParameter NoTag { get; set; }

    /// <summary>False if the record is a task whose images are edited: its options are not those of the next edit.</summary>
    protected bool OptionsOfRecordCount { get; set; } = true;

    /// <inheritdoc/>
    protected override void Begin()
    {
        _references = new ReferenceImages(this);
        if (IsOnCommandLine(nameof(Reference)))
        {
            _references.CheckCommandLine(Reference);
        }

        base.Begin();
    }

    /// <summary>The request that the parameters describe.</summary>
    /// <param name="images">Its images, and the request of a task that is submitted again: then only the command line changes it.</param>
    /// <param name="prompt">What to draw or how to edit.</param>
    private protected ImageRequest Request(ImageGroup images, string? prompt)
    {
        Unconverted.Check(nameof(Count), Count);
        Unconverted.Check(nameof(Variant), Variant);
        if (Option is OptionTransformationAttribute.Unreadable unreadable)
        {
            throw new NanoBananaException(ErrorIds.ColumnNotConverted, nameof(Option), Cell.Shown(unreadable.Value), "hashtable or JSON object") { Target = unreadable.Value };
        }

        var basis = images.Again ?? new ImageRequest { Sources = [.. images.Select(each => each.Original)] };
        bool Says(string parameter) => IsOnCommandLine(parameter) || IsDelayed(parameter) || (images.Again is null && OptionsOfRecordCount);
        string? Text(string parameter, string? value, string? otherwise) => Says(parameter) ? NullIfEmpty(value) : otherwise;
        T Value<T>(string parameter, T value, T otherwise) => Says(parameter) ? value : otherwise;

        return basis with
        {
            Prompt = images.Again is null || Says("Prompt") ? prompt ?? string.Empty : basis.Prompt,
            Model = Text(nameof(Model), Model, basis.Model),
            AspectRatio = Text(nameof(AspectRatio), AspectRatio, basis.AspectRatio),
            OutputFormat = Text(nameof(OutputFormat), OutputFormat, basis.OutputFormat),
            Resolution = Text(nameof(Resolution), Resolution, basis.Resolution),
            Count = Value(nameof(Count), Count, basis.Count),
            Watermark = Text(nameof(Watermark), Watermark, basis.Watermark),
            CallbackUrl = Value(nameof(CallbackUrl), CallbackUrl, basis.CallbackUrl),
            Inline = Value(nameof(Inline), Inline.IsPresent, basis.Inline),
            WebSearch = Value(nameof(WebSearch), WebSearch.IsPresent, basis.WebSearch),
            Economy = Value(nameof(Economy), Economy.IsPresent, basis.Economy),
            References = Says(nameof(Reference)) ? _references!.Read(Reference) : basis.References,
            DisableSafetyCheck = Value(nameof(DisableSafetyCheck), DisableSafetyCheck.IsPresent, basis.DisableSafetyCheck),
            Fit = Value(nameof(Fit), Fit.IsPresent, basis.Fit),
            StripMetadata = Value(nameof(StripMetadata), StripMetadata.IsPresent, basis.StripMetadata),
            Options = Value(nameof(Option), OptionReader.Read(Option), basis.Options),

            // what is given again need not be known from before
            Masked = [.. basis.Masked.Where(field => !Says(field is nameof(ImageRequest.Options) or nameof(ImageRequest.References) ? field.TrimEnd('s') : field))],
        };
    }

    /// <summary>Submits a request <c>-Variant</c> times; the error of one does not stop the others.</summary>
    private protected void SubmitVariants(ImageRequest request)
    {
        if (Variant is < 1 or > MostVariants)
        {
            throw new NanoBananaException(ErrorIds.InvalidVariant, Variant, MostVariants) { Target = Variant };
        }

        for (var variant = 1; variant <= (Variant ?? 1); variant++)
        {
            var number = Variant is null ? request.Variant : variant;
            WriteErrorOf(() => Submit(request with { Variant = number }));
        }
    }

    // an empty cell of a CSV file means: not asked for
    private static string? NullIfEmpty(string? value) => string.IsNullOrWhiteSpace(value) ? null : value;
}
