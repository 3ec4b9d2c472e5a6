using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using NanoBanana.Client.Compatibility;
using NanoBanana.Client.Gateways;
using NanoBanana.Client.Journal;
using NanoBanana.Client.Profiles;

namespace NanoBanana.PowerShell.Binding;

/// <summary>The parts that completers share. Nothing here touches the network.</summary>
internal abstract class Completion : IArgumentCompleter
{
    // a menu of thousands is of no use
    protected const int MostOffered = 200;

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var typed = wordToComplete.Trim('\'', '"');
        try
        {
            return Matches([.. Offers(typed, fakeBoundParameters)], typed)
                .GroupBy(each => each.Value, StringComparer.OrdinalIgnoreCase)
                .Select(each => each.First())
                .Take(MostOffered)
                .Select(each => new CompletionResult(Quote(each.Value), each.Value, CompletionResultType.ParameterValue, each.Tip))
                .ToList();
        }
        catch (Exception error) when (error is NanoBananaException or IOException or UnauthorizedAccessException or RuntimeException)
        {
            // a key press is no place for an error: the command itself will say what is wrong
            return [];
        }
    }

    // what only holds the text is offered if nothing begins so: pi finds emulator-pixazo
    private static IEnumerable<(string Value, string Tip)> Matches(IReadOnlyList<(string Value, string Tip)> offers, string typed) =>
        offers.Any(each => each.Value.StartsWith(typed, StringComparison.OrdinalIgnoreCase))
            ? offers.Where(each => each.Value.StartsWith(typed, StringComparison.OrdinalIgnoreCase))
            : offers.Where(each => each.Value.Contains(typed, StringComparison.OrdinalIgnoreCase));

    /// <summary>All values with their tool tips.</summary>
    protected abstract IEnumerable<(string Value, string Tip)> Candidates(IDictionary bound);

    /// <summary>The values that continue what was typed; all of them unless a completer builds on it.</summary>
    protected virtual IEnumerable<(string Value, string Tip)> Offers(string typed, IDictionary bound) => Candidates(bound);

    /// <summary>The capabilities that fit the command line so far: of the named model, else of the default one.</summary>
    protected static IEnumerable<ModelCapabilities> Models(IDictionary bound)
    {
        var model = Text(bound, "Model") ?? ProfileOf(bound)?.Model;
        var rows = AllModels(bound).Where(row => row.Economy == bound.Contains("Economy")).ToList();
        return model is null
            ? rows.GroupBy(row => (row.Provider, row.Operation)).Select(group => group.First())
            : rows.Where(row => row.IsCalled(model));
    }

    /// <summary>The rows of the current provider, for the current operation.</summary>
    protected static IEnumerable<ModelCapabilities> AllModels(IDictionary bound)
    {
        var provider = Text(bound, "Provider") ?? ProfileOf(bound)?.Provider;
        var operation = OperationOf(bound);
        return ModelCatalog.Rows
            .Where(row => operation is null || row.Operation.Equals(operation, StringComparison.OrdinalIgnoreCase))
            .Where(row => provider is null || row.Provider.Equals(provider, StringComparison.OrdinalIgnoreCase));
    }

    // an image on the command line means an edit; what a pipeline brings cannot be known yet
    private static string? OperationOf(IDictionary bound) =>
        bound.Contains("LiteralPath") || bound.Contains("ImageUrl") || bound.Contains("Path") ? Operations.Edit : Text(bound, "Operation");

    private static Profile? ProfileOf(IDictionary bound)
    {
        try
        {
            return ProfileStore.Process.Resolve(Text(bound, "Profile") ?? Text(bound, "Name"));
        }
        catch (NanoBananaException)
        {
            // no profile yet: everything is offered
            return null;
        }
    }

    /// <summary>The journal if it is a file; null for a database on a server, which is not asked on the press of a key.</summary>
    protected static TaskJournal? Journal() => TaskJournal.OfUser() is { Store.Kind: "SQLite" } journal ? journal : null;

    /// <summary>The value of a parameter so far, as text; null if it has none.</summary>
    protected static string? Text(IDictionary bound, string name) => bound.Contains(name) ? (bound[name] is IEnumerable items and not string ? items.Cast<object?>().FirstOrDefault() : bound[name])?.ToString() : null;

    private static string Quote(string value) =>
        value.All(each => char.IsLetterOrDigit(each) || each is '-' or '_' or '.' or '/' or ':') ? value : "'" + value.Replace("'", "''") + "'";
}
