using System.Management.Automation;
using NanoBanana.Client.Gateways;
using NanoBanana.Client.Pricing;
using NanoBanana.PowerShell.Binding;
using NanoBanana.PowerShell.Hosting;

namespace NanoBanana.PowerShell.Commands;

/// <summary>Lists the models of the gateways: what each does, accepts and costs, and how long it is available.</summary>
[Cmdlet(VerbsCommon.Get, "NanoBananaModel", HelpUri = OnlineHelp.Pages + "Get-NanoBananaModel.md")]
[OutputType(typeof(ModelDescription))]
public sealed class GetNanoBananaModelCommand : NanoBananaCmdlet
{
    /// <summary>Ids or families, with wildcards. By default, all models.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, HelpMessage = "Ids or families, with wildcards. By default, all models.")]
    [Alias("Name", "Family")]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(CatalogCompletion))]
    [TextTransformation]
    public string[]? Model { get; set; }

    /// <summary>Names of providers. By default, all providers.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, HelpMessage = "Names of providers. By default, all providers.")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ProviderCompletion))]
    [TextTransformation]
    public string[]? Provider { get; set; }

    /// <summary>Only models with this operation: Generate or Edit.</summary>
    [Parameter(HelpMessage = "Only models with this operation: Generate or Edit.")]
    [ArgumentCompleter(typeof(OperationCompletion))]
    [TextTransformation]
    public string? Operation { get; set; }

    /// <summary>Omits models that Google has shut down.</summary>
    [Parameter(HelpMessage = "Omits models that Google has shut down.")]
    public SwitchParameter Current { get; set; }

    /// <inheritdoc/>
    protected override void Begin()
    {
        if (Operation is not null && !Operations.All.Contains(Operation, StringComparer.OrdinalIgnoreCase))
        {
            throw new NanoBananaException(ErrorIds.UnknownOperation, Operation) { Target = Operation };
        }
    }

    /// <inheritdoc/>
    protected override void Process()
    {
        var providers = new List<string>();
        foreach (var name in Provider ?? GatewayRegistry.Names)
        {
            WriteErrorOf(() => providers.Add(GatewayRegistry.Parse(name)));
        }

        if (providers.Count == 0)
        {
            return;
        }

        var models = ModelDescriptions.All(TimeProvider.System.GetUtcNow())
            .Where(each => providers.Contains(each.Provider, StringComparer.Ordinal))
            .ToList();
        foreach (var name in Model ?? ["*"])
        {
            WriteErrorOf(() => WriteObject(Named(models, name).Where(IsWanted).ToList(), enumerateCollection: true));
        }
    }

    private static IReadOnlyList<ModelDescription> Named(IReadOnlyList<ModelDescription> models, string name)
    {
        var pattern = new WildcardPattern(name.Trim(), WildcardOptions.IgnoreCase);
        var found = models.Where(each => pattern.IsMatch(each.Model) || pattern.IsMatch(each.Family)).ToList();
        return found.Count > 0 || WildcardPattern.ContainsWildcardCharacters(name)
            ? found
            : throw new NanoBananaException(
                ErrorIds.UnknownModel,
                string.Join(", ", models.Select(each => each.Provider).Distinct(StringComparer.Ordinal)),
                name,
                string.Join(", ", models.Select(each => each.Model).Distinct(StringComparer.Ordinal))) { Target = name };
    }

    private bool IsWanted(ModelDescription model) =>
        (Operation is null || model.Operations.Contains(Operation, StringComparer.OrdinalIgnoreCase))
        && !(Current && model.State is ModelDescriptions.Retired);
}
