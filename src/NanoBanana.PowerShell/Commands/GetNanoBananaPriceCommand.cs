using System.Management.Automation;
using NanoBanana.Client.Gateways;
using NanoBanana.Client.Pricing;
using NanoBanana.Client.Profiles;
using NanoBanana.PowerShell.Binding;
using NanoBanana.PowerShell.Hosting;

namespace NanoBanana.PowerShell.Commands;

/// <summary>Gets price lists, the price of a planned request, or the price of editing each piped image.</summary>
[Cmdlet(VerbsCommon.Get, "NanoBananaPrice", HelpUri = OnlineHelp.Pages + "Get-NanoBananaPrice.md")]
[OutputType(typeof(Price))]
public sealed class GetNanoBananaPriceCommand : NanoBananaCmdlet
{
    private PathResolver? _paths;

    /// <summary>The providers. By default the provider of the profile, or all if no image is piped.</summary>
    [Parameter(Position = 0, HelpMessage = "The providers. By default the provider of the profile, or all if no image is piped.")]
    [ValidateNotNullOrEmpty, ArgumentCompleter(typeof(ProviderCompletion)), TextTransformation]
    public string[]? Provider { get; set; }

    /// <summary>The profile whose provider and default model are used.</summary>
    [Parameter(HelpMessage = "The profile whose provider and default model are used.")]
    [ValidateNotNullOrEmpty, ArgumentCompleter(typeof(ProfileCompletion)), TextTransformation]
    public string? Profile { get; set; }

    /// <summary>The model: the gateway's id, or the family.</summary>
    [Parameter(HelpMessage = "The model: the gateway's id, or the family.")]
    [ArgumentCompleter(typeof(ModelCompletion)), TextTransformation]
    public string? Model { get; set; }

    /// <summary>Generate or Edit. The default is Edit.</summary>
    [Parameter(HelpMessage = "Generate or Edit. The default is Edit.")]
    [ArgumentCompleter(typeof(OperationCompletion)), TextTransformation]
    public string Operation { get; set; } = Operations.Edit;

    /// <summary>The ratio, such as 16:9.</summary>
    [Parameter(HelpMessage = "The ratio, such as 16:9.")]
    [ArgumentCompleter(typeof(AspectRatioCompletion)), TextTransformation]
    public string? AspectRatio { get; set; }

    /// <summary>The resolution, such as 2K.</summary>
    [Parameter(HelpMessage = "The resolution, such as 2K.")]
    [ArgumentCompleter(typeof(ResolutionCompletion)), TextTransformation]
    public string? Resolution { get; set; }

    /// <summary>The price of the gateway's slower and cheaper mode.</summary>
    [Parameter(HelpMessage = "The price of the gateway's slower and cheaper mode.")]
    public SwitchParameter Economy { get; set; }

    /// <summary>The number of images.</summary>
    [Parameter(HelpMessage = "The number of images."), ValidateRange(1, 1000)]
    public int Count { get; set; } = 1;

    /// <summary>Images to edit. Each gets the price of the ratio nearest to its own.</summary>
    [Parameter(ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, HelpMessage = "Images to edit. Each gets the price of the ratio nearest to its own.")]
    [ImageInputTransformation]
    public ImageInput[]? Path { get; set; }

    /// <summary>Asks the gateway for its price. Only Crun offers it. It costs nothing.</summary>
    [Parameter(HelpMessage = "Asks the gateway for its price. Only Crun offers it. It costs nothing.")]
    public SwitchParameter Live { get; set; }

    /// <inheritdoc/>
    protected override void Begin()
    {
        _paths = new PathResolver(this);
        Operation = Operations.All.FirstOrDefault(each => each.Equals(Operation, StringComparison.OrdinalIgnoreCase))
            ?? throw new NanoBananaException(ErrorIds.UnknownOperation, Operation) { Target = Operation };
    }

    /// <inheritdoc/>
    protected override void Process()
    {
        foreach (var name in Provider ?? [])
        {
            WriteErrorOf(() => WritePrices(ModelCatalog.Find(GatewayRegistry.Parse(name), Model, Operation, Economy)));
        }

        foreach (var model in Provider is null ? Models() : [])
        {
            WritePrices(model);
        }
    }

    private void WritePrices(ModelCapabilities model)
    {
        foreach (var input in Path ?? [])
        {
            WriteErrorOf(() => WritePrices(PathsOf(input), model));
        }

        if (Path is null && Live)
        {
            WriteObject(LivePrice(SourceImage.FromUrl("https://nanobanana-powershell.invalid/image"), model));
        }
        else if (Path is null)
        {
            WriteObject(AspectRatio is null && Resolution is null && Count == 1 ? PriceList.List(model) : [PriceList.For(model, Ratio(), Count, input: null, Resolution)], enumerateCollection: true);
        }
    }

    private void WritePrices(IEnumerable<SourceImage> images, ModelCapabilities model)
    {
        foreach (var image in images)
        {
            WriteErrorOf(() => WriteObject((Live ? LivePrice(image, model) : PriceOf(image, model)) with { Path = image.Original }));
        }
    }

    private Price LivePrice(SourceImage image, ModelCapabilities model)
    {
        var client = ClientFor(Profile);
        var request = client.Prepare(new ImageRequest
        {
            Prompt = "price",
            Model = model.Model,
            AspectRatio = AspectRatio,
            Resolution = Resolution,
            Economy = Economy,
            Count = Count,
            Sources = model.Operation is Operations.Edit ? [image] : [],
        });
        return Await(() => client.EstimateAsync(request, Stop));
    }

    private IEnumerable<ModelCapabilities> Models()
    {
        if (Profile is null && Path is null && !Live)
        {
            return ModelCatalog.FindAll(Model, Operation, Economy);
        }

        var profile = ProfileStore.Process.Resolve(Profile);
        return [ModelCatalog.Find(profile.Provider, Model ?? profile.Model, Operation, Economy)];
    }

    private IEnumerable<SourceImage> PathsOf(ImageInput input) => input switch
    {
        { LiteralPath: { } path } => [_paths!.Literal(path)],
        { Url: { } url } => [SourceImage.FromUrl(url)],
        { Path: { } path } => _paths!.Expand(path),
        _ => throw new NanoBananaException(ErrorIds.NotAnImageTask, input.Task?.GetType().Name) { Target = input.Task },
    };

    private Price PriceOf(SourceImage image, ModelCapabilities model) =>
        PriceList.For(model, Ratio(), Count, image.Path is null ? null : ImageSize.Of(image, model), Resolution);

    private string? Ratio() => AspectRatio is null ? null : AspectRatios.Normalize(AspectRatio);
}
