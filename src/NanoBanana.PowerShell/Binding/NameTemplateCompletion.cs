using System.Collections;
using NanoBanana.Client.Downloads;

namespace NanoBanana.PowerShell.Binding;

/// <summary>Fields of the names of saved files, after what was typed so far.</summary>
internal sealed class NameTemplateCompletion : Completion
{
    /// <inheritdoc/>
    protected override IEnumerable<(string Value, string Tip)> Candidates(IDictionary bound) => Offers(string.Empty, bound);

    /// <inheritdoc/>
    protected override IEnumerable<(string Value, string Tip)> Offers(string typed, IDictionary bound)
    {
        var open = typed.LastIndexOf('{');
        var whole = open > typed.LastIndexOf('}') ? typed.Substring(0, open) : typed;
        return NameTemplate.Fields.Select(field => (whole + "{" + field + "}", NameTemplate.Describe(field)));
    }
}
