using System.Collections;

namespace NanoBanana.PowerShell.Binding;

/// <summary>Models of the provider at hand.</summary>
internal sealed class ModelCompletion : Completion
{
    /// <inheritdoc/>
    protected override IEnumerable<(string Value, string Tip)> Candidates(IDictionary bound)
    {
        // a model typed so far must not hide the others
        var others = new Hashtable(bound);
        others.Remove("Model");
        return Models(others).Select(row => (row.Model, row.Provider + ", " + row.Operation));
    }
}
