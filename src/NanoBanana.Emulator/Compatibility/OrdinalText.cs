namespace NanoBanana.Emulation.Compatibility;

internal static class OrdinalText
{
    /// <summary>The same characters; the protocols know no culture.</summary>
    public static bool Is(this string? text, string? other) => string.Equals(text, other, StringComparison.Ordinal);

    /// <summary>Among the given ones, character by character.</summary>
    public static bool IsAnyOf(this string text, IEnumerable<string> others) => others.Contains(text, StringComparer.Ordinal);
}
