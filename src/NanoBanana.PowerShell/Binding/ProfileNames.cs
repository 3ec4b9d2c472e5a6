namespace NanoBanana.PowerShell.Binding;

/// <summary>Names of profiles as a parameter, a cell or a planned task gives them: <c>crun, apikley</c> is two.</summary>
internal static class ProfileNames
{
    /// <summary>Each name once, in order; a profile whose own name holds a comma is found whole.</summary>
    /// <param name="given">Texts with a name or several each; null and blank ones name nothing.</param>
    /// <param name="isKnown">Whether there is a profile of that name.</param>
    public static IReadOnlyList<string> Of(IEnumerable<string?>? given, Func<string, bool> isKnown) =>
        [.. (given ?? []).SelectMany(each => Split(each ?? string.Empty, isKnown)).Distinct(StringComparer.OrdinalIgnoreCase)];

    private static IEnumerable<string> Split(string text, Func<string, bool> isKnown)
    {
        var parts = text.Split(',');
        for (var first = 0; first < parts.Length;)
        {
            // the longest name that there is, else what stands before the next comma
            var length = parts.Length - first;
            while (length > 1 && !isKnown(Name(first, length)))
            {
                length--;
            }

            if (Name(first, length) is { Length: > 0 } name)
            {
                yield return name;
            }

            first += length;
        }

        string Name(int first, int count) => string.Join(",", parts.Skip(first).Take(count)).Trim();
    }
}
