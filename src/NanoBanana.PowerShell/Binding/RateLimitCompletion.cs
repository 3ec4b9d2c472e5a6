using System.Collections;

namespace NanoBanana.PowerShell.Binding;

/// <summary>Examples of rate limits.</summary>
internal sealed class RateLimitCompletion : Completion
{
    /// <inheritdoc/>
    protected override IEnumerable<(string Value, string Tip)> Candidates(IDictionary bound) =>
        [("20/10s", "20 tasks in 10 seconds"), ("1/s", "one task per second"), ("60/m", "60 tasks per minute")];
}
