using System.Collections;

namespace NanoBanana.PowerShell.Binding;

/// <summary>Formats that the current provider accepts.</summary>
internal sealed class OutputFormatCompletion : Completion
{
    /// <inheritdoc/>
    protected override IEnumerable<(string Value, string Tip)> Candidates(IDictionary bound) =>
        Models(bound).SelectMany(row => row.OutputFormats).Select(format => (format, format));
}
