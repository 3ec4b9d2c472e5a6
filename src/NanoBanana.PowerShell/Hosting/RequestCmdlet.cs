using System.Collections;
using System.Management.Automation;
using NanoBanana.PowerShell.Binding;

namespace NanoBanana.PowerShell.Hosting;

/// <summary>The options of a request as parameters, each also by property name of a record.</summary>
public abstract class RequestCmdlet : SubmitCmdlet
{
    /// <summary>Width to height, such as 16:9.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(AspectRatioCompletion))]
    public string? AspectRatio { get; set; }

    /// <summary>png, jpeg or webp.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(OutputFormatCompletion))]
    public string? OutputFormat { get; set; }

    /// <summary>1K, 2K or 4K.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(ResolutionCompletion))]
    public string? Resolution { get; set; }

    /// <summary>Images a task.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public int? Count { get; set; }

    /// <summary>The model as the gateway names it.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(ModelCompletion))]
    public string? Model { get; set; }

    /// <summary>Text that the gateway draws on the image.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? Watermark { get; set; }

    /// <summary>Where the gateway posts the end of the task.</summary>
    [Parameter]
    public Uri? CallbackUrl { get; set; }

    /// <summary>Asks for the image inside the reply instead of a link.</summary>
    [Parameter]
    public SwitchParameter Inline { get; set; }

    /// <summary>Switches the gateway's safety checker off.</summary>
    [Parameter]
    public SwitchParameter DisableSafetyCheck { get; set; }

    /// <summary>Fields that are newer than this module, sent as they are.</summary>
    [Parameter]
    public IDictionary? Option { get; set; }

    /// <summary>False where the record is a task that lends its images: its options are not those of the next edit.</summary>
    protected bool OptionsOfRecordCount { get; set; } = true;

    /// <summary>The request that the parameters describe.</summary>
    protected ImageRequest Request(IReadOnlyList<SourceImage> images, string? prompt) => new()
    {
        Prompt = prompt ?? string.Empty,
        Sources = images,
        Model = Wanted(nameof(Model), Model),
        AspectRatio = Wanted(nameof(AspectRatio), AspectRatio),
        OutputFormat = Wanted(nameof(OutputFormat), OutputFormat),
        Resolution = NullIfEmpty(Resolution),
        Count = Counts(nameof(Count)) ? Count : null,
        Watermark = NullIfEmpty(Watermark),
        CallbackUrl = CallbackUrl,
        Inline = Inline,
        DisableSafetyCheck = DisableSafetyCheck,
        Options = OptionReader.Read(Option),
    };

    private string? Wanted(string parameter, string? value) => Counts(parameter) ? NullIfEmpty(value) : null;

    private bool Counts(string parameter) => OptionsOfRecordCount || IsOnCommandLine(parameter);

    // an empty cell of a CSV file means: not asked for
    private static string? NullIfEmpty(string? value) => string.IsNullOrWhiteSpace(value) ? null : value;
}
