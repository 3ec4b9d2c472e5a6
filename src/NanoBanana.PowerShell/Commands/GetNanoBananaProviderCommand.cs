using System.Management.Automation;
using NanoBanana.Client.Gateways;
using NanoBanana.PowerShell.Binding;
using NanoBanana.PowerShell.Hosting;

namespace NanoBanana.PowerShell.Commands;

/// <summary>Gets what each provider and model accepts.</summary>
[Cmdlet(VerbsCommon.Get, "NanoBananaProvider", HelpUri = OnlineHelp.Pages + "Get-NanoBananaProvider.md")]
[OutputType(typeof(ProviderDescription))]
public sealed class GetNanoBananaProviderCommand : NanoBananaCmdlet
{
    /// <summary>Names of providers. By default, all providers.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, HelpMessage = "Names of providers. By default, all providers.")]
    [Alias("Name")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ProviderCompletion))]
    [TextTransformation]
    public string[]? Provider { get; set; }

    /// <inheritdoc/>
    protected override void Process()
    {
        foreach (var name in Provider ?? [.. GatewayRegistry.Names])
        {
            WriteErrorOf(() => WriteObject(GatewayRegistry.Describe(GatewayRegistry.Parse(name))));
        }
    }
}
