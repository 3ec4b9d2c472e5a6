using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using NanoBanana.Client.Profiles;
using NanoBanana.Client.Providers;

namespace NanoBanana.PowerShell.Binding;

/// <summary>The parts that completers share. Nothing here touches the network.</summary>
public abstract class Completion : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var typed = wordToComplete.Trim('\'', '"');
        return Candidates(fakeBoundParameters)
            .Where(each => each.Value.StartsWith(typed, StringComparison.OrdinalIgnoreCase))
            .GroupBy(each => each.Value, StringComparer.OrdinalIgnoreCase)
            .Select(each => each.First())
            .Select(each => new CompletionResult(Quote(each.Value), each.Value, CompletionResultType.ParameterValue, each.Tip));
    }

    /// <summary>All values with their tool tips.</summary>
    protected abstract IEnumerable<(string Value, string Tip)> Candidates(IDictionary bound);

    /// <summary>The capabilities that fit what is on the command line so far.</summary>
    protected static IEnumerable<ModelCapabilities> Models(IDictionary bound)
    {
        var provider = Text(bound, "Provider") ?? ProviderOf(bound);
        var model = Text(bound, "Model");
        return CapabilityTable.Rows
            .Where(row => provider is null || row.Provider.Equals(provider, StringComparison.OrdinalIgnoreCase))
            .Where(row => model is null || row.Model.Equals(model, StringComparison.OrdinalIgnoreCase));
    }

    private static string? ProviderOf(IDictionary bound)
    {
        try
        {
            return ProfileStore.Process.Resolve(Text(bound, "Profile")).Provider;
        }
        catch (NanoBananaException)
        {
            // no profile yet: everything is offered
            return null;
        }
    }

    private static string? Text(IDictionary bound, string name) => bound.Contains(name) ? bound[name]?.ToString() : null;

    private static string Quote(string value) =>
        value.All(each => char.IsLetterOrDigit(each) || each is '-' or '_' or '.' or '/' or ':') ? value : "'" + value.Replace("'", "''") + "'";
}
