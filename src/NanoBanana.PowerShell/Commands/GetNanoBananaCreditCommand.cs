using System.Management.Automation;
using NanoBanana.PowerShell.Binding;
using NanoBanana.PowerShell.Hosting;

namespace NanoBanana.PowerShell.Commands;

/// <summary>Asks a gateway for the balance of an account.</summary>
[Cmdlet(VerbsCommon.Get, "NanoBananaCredit", HelpUri = OnlineHelp.Pages + "Get-NanoBananaCredit.md")]
[OutputType(typeof(Credit))]
public sealed class GetNanoBananaCreditCommand : NanoBananaCmdlet
{
    /// <summary>Names of profiles.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, HelpMessage = "Names of profiles.")]
    [Alias("Name")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ProfileCompletion))]
    [TextTransformation]
    public string[]? Profile { get; set; }

    /// <inheritdoc/>
    protected override void Process()
    {
        foreach (var name in Profile ?? [null!])
        {
            WriteErrorOf(() =>
            {
                var client = ClientFor(name);
                WriteObject(Await(() => client.GetCreditAsync(Stop)));
            });
        }
    }
}
