using System.Management.Automation;

namespace TrivialModule;

/// <summary>The only cmdlet of a module that shows what an import costs that loads next to nothing.</summary>
[Cmdlet(VerbsCommon.Get, "TrivialThing")]
[OutputType(typeof(string))]
public sealed class GetTrivialThingCommand : PSCmdlet
{
    /// <inheritdoc/>
    protected override void EndProcessing() => WriteObject("thing");
}
